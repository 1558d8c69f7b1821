using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PrivateFed.Members;

namespace PrivateFed.Web;

/// <summary>
/// Cookie that marks a device on which somebody has signed in before. It grants no access: it keeps attackers elsewhere from making that
/// person wait (<see cref="SignInRateLimit"/>), and lets the sign-in page greet them. Encrypted, so that nobody can read or forge it.
/// </summary>
internal static class KnownDevice
{
    private const string Cookie = "device";
    private const int MaxHandles = 6;

    /// <summary>Records a sign-in on this device.</summary>
    public static void RememberDevice(this HttpContext context, string handle)
    {
        var (secret, handles) = Read(context);
        string[] known = [handle, .. handles.Where(other => other != handle).Take(MaxHandles - 1)];
        context.Response.Cookies.Append(
            Cookie,
            Protector(context).Protect($"{secret ?? LinkSecret.New()} {string.Join(' ', known)}", Session.MaxLifetime),
            new CookieOptions
            {
                Path = "/sign-in",
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                MaxAge = Session.MaxLifetime,
            });
    }

    /// <returns>The handle that was signed in last on this device; null when none was.</returns>
    public static string? LastHandle(this HttpContext context) => Read(context).Handles.FirstOrDefault();

    /// <returns>The device's own secret; null when nobody has signed in on it with that handle.</returns>
    public static string? DeviceFor(this HttpContext context, string handle) =>
        Read(context) is ({ } secret, var handles) && handles.Contains(handle) ? secret : null;

    private static (string? Secret, string[] Handles) Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { } sealedText
                && Protector(context).Unprotect(sealedText).Split(' ') is [var secret, .. var handles]
                ? (secret, handles)
                : (null, []);
        }
        catch (CryptographicException)
        {
            return (null, []);
        }
    }

    private static ITimeLimitedDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("known device").ToTimeLimitedDataProtector();
}
