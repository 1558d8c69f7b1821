using System.Net;
using System.Net.Sockets;

namespace PrivateFed;

/// <summary>
/// By what callers are counted. Whoever has one IPv6 address has a whole /64 of them, so the network is counted; an IPv4 address is counted
/// alone, also when it is written as IPv6.
/// </summary>
public static class CallerNetwork
{
    private const int PrefixBytes = 8;

    public static IPAddress Of(IPAddress? caller) => caller switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => caller.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            new IPAddress([.. caller.GetAddressBytes()[..PrefixBytes], .. new byte[PrefixBytes]]),
        _ => caller,
    };
}
