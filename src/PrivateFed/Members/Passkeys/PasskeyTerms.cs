using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;
using Fido2NetLib;
using PrivateFed.Houses;

namespace PrivateFed.Members.Passkeys;

/// <summary>WebAuthn's relying party: always the house's own domain, whatever host a request claims.</summary>
internal static class PasskeyTerms
{
    /// <summary>
    /// Whether an exception was caused by the browser's answer, rejected or malformed, for which the library throws many types.
    /// </summary>
    public static bool IsInvalidAnswer(Exception problem) =>
        problem is Fido2VerificationException or CborContentException or ArgumentException or FormatException
        or CryptographicException or JsonException;

    /// <summary>How long a challenge may be answered.</summary>
    public static readonly TimeSpan ChallengeLifetime = TimeSpan.FromMinutes(5);

    public static Fido2 RelyingParty(House house)
    {
        var host = house.Domain.Split(':')[0];
        // Browsers make passkeys only for https, and for localhost, where somebody tries the house out on their own computer.
        var origin = host == "localhost" ? $"http://{house.Domain}" : $"https://{house.Domain}";
        return new Fido2(new Fido2Configuration { RPID = host, RPName = house.Name, Origins = new HashSet<string> { origin } });
    }
}
