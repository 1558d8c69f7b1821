using System.Net;
using System.Net.Sockets;
using PrivateFed.Federation.Outbound;
using PrivateFed.Houses;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks the domain: known, and resolving to an address that other servers can reach.</summary>
internal static class CheckDomain
{
    private const string Name = "domain";

    public static async Task<Finding> RunAsync(House? house, Settings settings, CancellationToken cancellation)
    {
        if (house is not null && settings.Domain is { } domainSetting && domainSetting != house.Domain)
        {
            return Finding.Problem(
                Name,
                $"PrivateFed__Domain is {domainSetting}, but the house was set up as {house.Domain}.",
                $"Set PrivateFed__Domain to {house.Domain}, or leave it out: a house keeps its domain for ever.");
        }
        if ((house?.Domain ?? settings.Domain) is not { } domain)
        {
            return Finding.Problem(Name, "No domain is known, because the house is not set up or cannot be read.",
                "Open the link that the server prints when it starts, or use the command setup.");
        }
        var host = domain.Split(':')[0];
        var addresses = await ResolveAsync(host, cancellation);
        return addresses.Length == 0
            ? Finding.Problem(Name, $"{host} leads nowhere.",
                $"Add an A record (and AAAA, if you have IPv6) for {host} with this machine's public address where you bought the domain. It can take an hour to be seen.")
            : Judge(domain, addresses, new AllowedAddresses(settings.AllowedNetworks));
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static Finding Judge(string domain, IPAddress[] addresses, AllowedAddresses allowed)
    {
        var found = $"{domain} leads to {string.Join(", ", addresses.Select(address => address.ToString()))}";
        if (Array.Find(addresses, address => !allowed.Allows(address)) is { } inside)
        {
            return (addresses.Any(allowed.Allows) ? Finding.Warning : (Func<string, string, string, Finding>)Finding.Problem)(
                Name,
                $"{found}; {inside} is a private address, which no other server can reach and this house does not call.",
                $"Let the domain lead to the machine's public address. For a try-out on your own network, PrivateFed__AllowedNetworks={NetworkOf(inside)} allows it.");
        }
        if (addresses.Any(allowed.IsAllowedPrivately))
        {
            return Finding.Warning(Name, $"{found}, allowed by PrivateFed__AllowedNetworks.",
                "Right for a try-out. For the internet, let the domain lead to a public address and leave that setting out.");
        }
        return domain.Contains(':', StringComparison.Ordinal)
            ? Finding.Problem(Name, $"{found}, but other servers call port 443 only.",
                "A house on the internet needs a domain without a port, which has to be chosen before set-up.")
            : Finding.Ok(Name, $"{found}.");
    }

    private static string NetworkOf(IPAddress address) => address switch
    {
        _ when IPAddress.IsLoopback(address) && address.AddressFamily == AddressFamily.InterNetwork => "127.0.0.0/8",
        { AddressFamily: AddressFamily.InterNetwork } => $"{address}/32",
        _ => $"{address}/128",
    };
}
