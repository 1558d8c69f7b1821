using System.Security.Cryptography;
using System.Text;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Members;

/// <summary>
/// Makes and checks the unguessable secret of a sign-in link or invitation. The house stores only its hash, so a
/// stolen backup holds no way in.
/// </summary>
public static class LinkSecret
{
    /// <summary>160 bits, in letters and digits that survive being typed from a card.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);

    public static string SignInUrl(this Addresses addresses, string secret) => addresses.LinkRoot() + SignInPath(secret);

    /// <summary>Relative to the house's address, which ends with a slash.</summary>
    public static string SignInPath(string secret) => $"come-in/{secret}";

    /// <summary>Relative to the house's address, which ends with a slash.</summary>
    public static string JoinPath(string secret) => $"join/{secret}";

    public static string JoinUrl(this Addresses addresses, string secret) => addresses.LinkRoot() + JoinPath(secret);

    /// <summary>
    /// The base address of links. It uses the house's own domain, never the host that a request claims, and http on localhost, where
    /// somebody trying the house out has no certificate.
    /// </summary>
    public static string LinkRoot(this Addresses addresses) =>
        addresses.LinksAt ?? (addresses.Domain.Split(':')[0] == "localhost" ? $"http://{addresses.Domain}/" : addresses.Root);
}
