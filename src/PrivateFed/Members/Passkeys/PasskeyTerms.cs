using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;
using Fido2NetLib;
using PrivateFed.Houses;

namespace PrivateFed.Members.Passkeys;

/// <summary>For which site passkeys are made (WebAuthn's relying party): the house's own domain, whatever a request claims.</summary>
internal static class PasskeyTerms
{
    /// <summary>Whether a browser's answer was at fault: refused, or no answer at all, of which the library speaks in many ways.</summary>
    public static bool IsAnswersFault(Exception problem) => problem is Fido2VerificationException or CborContentException or ArgumentException or FormatException
        or CryptographicException or JsonException;

    /// <summary>For so long a challenge may be answered.</summary>
    public static readonly TimeSpan ChallengeLasts = TimeSpan.FromMinutes(5);

    /// <param name="house">As it was set up.</param>
    public static Fido2 Of(House house)
    {
        var host = house.Domain.Split(':')[0];
        // A browser makes passkeys for https alone, and for whoever tries the house out on their own computer.
        var origin = host == "localhost" ? $"http://{house.Domain}" : $"https://{house.Domain}";
        return new Fido2(new Fido2Configuration { RPID = host, RPName = house.Name, Origins = new HashSet<string> { origin } });
    }
}
