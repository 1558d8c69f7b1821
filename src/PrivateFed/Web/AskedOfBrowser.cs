using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace PrivateFed.Web;

/// <summary>
/// What a browser was asked to sign with a passkey, remembered by the browser itself until it answers: sealed, for five minutes, and
/// gone with the answer. So it does not matter which process of the house reads it.
/// </summary>
internal static class AskedOfBrowser
{
    private const string Cookie = "passkey";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    public static void RememberAsked(this HttpContext context, string json) => context.Response.Cookies.Append(
        Cookie,
        Seal(context).Protect(json, Lasts),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Lasts });

    public static string? TakeAsked(this HttpContext context)
    {
        context.Response.Cookies.Delete(Cookie);
        try
        {
            return context.Request.Cookies[Cookie] is { } sealedText ? Seal(context).Unprotect(sealedText) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Seal(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("asked for a passkey").ToTimeLimitedDataProtector();
}
