using PrivateFed.Members;

namespace PrivateFed.Web;

/// <summary>
/// Cookie of a device on which posts are shown one at a time, with large buttons: for somebody of ninety with a tablet. It belongs to the
/// device and not to the member, who may also have a phone.
/// </summary>
internal static class LargeMode
{
    public const string FirstPage = "/one";

    private const string Cookie = "large-mode";

    public static bool IsLarge(this HttpRequest request) => request.Cookies.ContainsKey(Cookie);

    public static void SetLargeMode(this HttpContext context, bool isOn)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = Session.MaxLifetime,
        };
        if (isOn)
        {
            context.Response.Cookies.Append(Cookie, "on", options);
        }
        else
        {
            context.Response.Cookies.Delete(Cookie, options);
        }
    }
}
