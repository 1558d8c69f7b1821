using System.Net;
using System.Net.Sockets;
using PrivateFed.Federation.Outbound;
using PrivateFed.Houses;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// Connects to a mail server under the address rules of all outgoing requests, so that an owner cannot probe the internal network through
/// it. Public addresses are reached only on mail ports, networks that the operator allowed on any port.
/// </summary>
public sealed class ConnectToMailServer(Settings settings)
{
    /// <summary>
    /// The same sentence for a name without an address, an internal address, a closed port and silence, so that nobody can tell them apart.
    /// </summary>
    public static readonly Refusal Unreachable = new(
        "No mail server answered under this name and port. If it's on this machine or in a private network, add its address to the "
            + "setting PrivateFed__AllowedNetworks, for example 127.0.0.1, and restart PrivateFed.");

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly int[] MailPorts = [25, 465, 587, 2525];

    private readonly AllowedAddresses _addresses = new(settings.AllowedNetworks);

    /// <returns>A connected socket, or null.</returns>
    public async Task<Socket?> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var addresses = (await Dns.GetHostAddressesAsync(host, timeout.Token)).Where(address => Allows(address, port)).ToArray();
            if (addresses.Length > 0)
            {
                await socket.ConnectAsync(addresses, port, timeout.Token);
                return socket;
            }
        }
        catch (Exception problem)
            when (problem is SocketException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Falls through to the one result for all failures.
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        socket.Dispose();
        return null;
    }

    private bool Allows(IPAddress address, int port) =>
        _addresses.IsAllowedPrivately(address) || (MailPorts.Contains(port) && _addresses.Allows(address));
}
