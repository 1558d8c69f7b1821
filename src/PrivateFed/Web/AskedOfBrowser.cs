using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PrivateFed.Members.Passkeys;

namespace PrivateFed.Web;

/// <summary>For what a passkey is asked: what was asked for one thing answers no other.</summary>
internal enum AskedFor
{
    SigningIn,
    MakingPasskey,
    ShowingWhoItIs,
}

/// <summary>
/// What a browser was asked to sign with a passkey, remembered by the browser itself until it answers: sealed, for five minutes, and
/// gone with the answer. So it does not matter which process of the house reads it. That nothing is answered twice is
/// <see cref="Members.UsedChallenge"/>'s.
/// </summary>
internal static class AskedOfBrowser
{
    private const string Cookie = "passkey";
    private static readonly TimeSpan Lasts = PasskeyTerms.ChallengeLasts;

    public static void RememberAsked(this HttpContext context, AskedFor what, string json) => context.Response.Cookies.Append(
        Cookie,
        Seal(context, what).Protect(json, Lasts),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Lasts });

    public static string? TakeAsked(this HttpContext context, AskedFor what)
    {
        context.Response.Cookies.Delete(Cookie);
        try
        {
            return context.Request.Cookies[Cookie] is { } sealedText ? Seal(context, what).Unprotect(sealedText) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Seal(HttpContext context, AskedFor what) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("asked for a passkey", $"{what}").ToTimeLimitedDataProtector();
}
