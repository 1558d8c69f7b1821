using System.Net;
using System.Net.Sockets;

namespace PrivateFed.Federation.Outbound;

/// <summary>The addresses that outgoing requests may reach: public ones, and private networks that the operator allows.</summary>
public sealed class AllowedAddresses(IReadOnlyList<IPNetwork> allowed)
{
    // IANA's special-purpose registries for IPv4 and IPv6, without the globally reachable entries.
    private static readonly IPNetwork[] SpecialPurpose =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Of IPv6, only 2000::/3 is allocated. Exceptions within it: Teredo, ORCHID, documentation, 6to4.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    public bool Allows(IPAddress address)
    {
        // An IPv4-mapped IPv6 address is judged as the IPv4 address.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IsAllowedPrivately(plain) || IsPublic(plain);
    }

    public bool IsAllowedPrivately(IPAddress address) =>
        allowed.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || GlobalIPv6.Contains(address))
        && !SpecialPurpose.Any(network => network.Contains(address));
}
