using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PrivateFed.Members;

namespace PrivateFed.Web;

/// <summary>
/// A cookie by which the front door knows a device on which somebody has signed in before. It opens nothing: it only keeps guessers elsewhere
/// from making that person wait (<see cref="SignInRateLimit"/>). Sealed, so that nobody reads or makes one.
/// </summary>
internal static class KnownDevice
{
    private const string Cookie = "device";
    private const int MostHandles = 6;

    /// <summary>Somebody has signed in here.</summary>
    public static void RememberDevice(this HttpContext context, string handle)
    {
        var (secret, handles) = Read(context);
        string[] known = [handle, .. handles.Where(other => other != handle).Take(MostHandles - 1)];
        context.Response.Cookies.Append(
            Cookie,
            Seal(context).Protect($"{secret ?? LinkSecret.New()} {string.Join(' ', known)}", Session.Longest),
            new CookieOptions { Path = "/sign-in", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Session.Longest });
    }

    /// <returns>The device's own secret; null when nobody has signed in on it with that handle.</returns>
    public static string? DeviceFor(this HttpContext context, string handle) =>
        Read(context) is ({ } secret, var handles) && handles.Contains(handle) ? secret : null;

    private static (string? Secret, string[] Handles) Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { } sealedText && Seal(context).Unprotect(sealedText).Split(' ') is [var secret, .. var handles] ? (secret, handles) : (null, []);
        }
        catch (CryptographicException)
        {
            return (null, []);
        }
    }

    private static ITimeLimitedDataProtector Seal(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("known device").ToTimeLimitedDataProtector();
}
