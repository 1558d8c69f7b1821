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
                $"Set PrivateFed__Domain to {house.Domain}, or leave it out: the domain of a house can never change.");
        }
        if ((house?.Domain ?? settings.Domain) is not { } domain)
        {
            return Finding.Problem(Name, "The domain isn't known, because the house isn't set up or can't be read.",
                "Open the link the server prints when it starts, or use the setup command.");
        }
        var host = domain.Split(':')[0];
        var addresses = await ResolveAsync(host, cancellation);
        return addresses.Length == 0
            ? Finding.Problem(Name, $"{host} doesn't resolve to any address.",
                $"Where you bought the domain, add an A record (and AAAA, if you have IPv6) for {host} with this machine's public "
                    + $"address. It can take an hour to show up.")
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
        var found = $"{domain} points to {string.Join(", ", addresses.Select(address => address.ToString()))}";
        if (Array.Find(addresses, address => !allowed.Allows(address)) is { } inside)
        {
            return (addresses.Any(allowed.Allows) ? Finding.Warning : (Func<string, string, string, Finding>)Finding.Problem)(
                Name,
                $"{found}; {inside} is a private address, which other servers can't reach and this server won't connect to.",
                $"Point the domain at the machine's public address. To try things out on your own network, "
                    + $"PrivateFed__AllowedNetworks={NetworkOf(inside)} allows it.");
        }
        if (addresses.Any(allowed.IsAllowedPrivately))
        {
            return Finding.Warning(Name, $"{found}, allowed by PrivateFed__AllowedNetworks.",
                "Fine for trying things out. For the internet, point the domain at a public address and leave that setting out.");
        }
        return domain.Contains(':', StringComparison.Ordinal)
            ? Finding.Problem(Name, $"{found}, but other servers only connect to port 443.",
                "A house on the internet needs a domain without a port. It has to be chosen before setting up.")
            : Finding.Ok(Name, $"{found}.");
    }

    private static string NetworkOf(IPAddress address) => address switch
    {
        _ when IPAddress.IsLoopback(address) && address.AddressFamily == AddressFamily.InterNetwork => "127.0.0.0/8",
        { AddressFamily: AddressFamily.InterNetwork } => $"{address}/32",
        _ => $"{address}/128",
    };
}
