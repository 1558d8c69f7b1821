using System.Security.Cryptography;
using System.Text;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Members;

/// <summary>What makes a link that lets somebody in unguessable. The house keeps its hash only, so a stolen backup holds no way in.</summary>
public static class LinkSecret
{
    /// <summary>160 bits, in letters and digits that survive being typed from a card.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>In constant time.</summary>
    public static bool IsOf(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);

    public static string ToComeIn(this Addresses addresses, string secret) => addresses.LinkRoot() + ComeInPath(secret);

    /// <summary>After the slash that ends the address of the house.</summary>
    public static string ComeInPath(string secret) => $"come-in/{secret}";

    /// <summary>After the slash that ends the address of the house.</summary>
    public static string JoinPath(string secret) => $"join/{secret}";

    public static string ToJoin(this Addresses addresses, string secret) => addresses.LinkRoot() + JoinPath(secret);

    /// <summary>The house's own name, never what a request claims. Whoever tries the house out on their computer has no certificate there.</summary>
    public static string LinkRoot(this Addresses addresses) =>
        addresses.LinksAt ?? (addresses.Domain.Split(':')[0] == "localhost" ? $"http://{addresses.Domain}/" : addresses.Root);
}
