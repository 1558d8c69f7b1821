using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PrivateFed.Members.Passkeys;

namespace PrivateFed.Web;

/// <summary>The purpose of a passkey challenge: an answer is valid for its own purpose only.</summary>
internal enum ChallengePurpose
{
    SigningIn,
    MakingPasskey,
    ShowingWhoItIs,
}

/// <summary>
/// Keeps a passkey challenge in a cookie of the browser until it answers: encrypted, valid for five minutes, and deleted with the answer.
/// So any process of the house can read it. <see cref="Members.UsedChallenge"/> makes sure that no challenge is answered twice.
/// </summary>
internal static class PasskeyChallengeCookie
{
    private const string Cookie = "passkey";
    private static readonly TimeSpan Lifetime = PasskeyTerms.ChallengeLifetime;

    public static void RememberAsked(this HttpContext context, ChallengePurpose what, string json) => context.Response.Cookies.Append(
        Cookie,
        Protector(context, what).Protect(json, Lifetime),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Lifetime });

    public static string? TakeAsked(this HttpContext context, ChallengePurpose what)
    {
        context.Response.Cookies.Delete(Cookie);
        try
        {
            return context.Request.Cookies[Cookie] is { } sealedText ? Protector(context, what).Unprotect(sealedText) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(HttpContext context, ChallengePurpose what) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("asked for a passkey", $"{what}")
            .ToTimeLimitedDataProtector();
}
