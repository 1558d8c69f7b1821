using System.Net;
using System.Net.Sockets;
using PrivateFed.Federation.Outbound;
using PrivateFed.Operations;

namespace PrivateFed.Notifications;

/// <summary>
/// The connection to a mail server, under the address rules of all outgoing requests: whoever may name a mail server may not look through it at
/// what stands inside. Ports of public addresses are those of mail; in a network that the operator allowed any will do.
/// </summary>
public sealed class ConnectToMailServer(Settings settings)
{
    /// <summary>One sentence for a name without an address, an address inside, a closed port and silence, so that nobody can tell them apart.</summary>
    public static readonly Refusal NobodyAnswers = new(
        "No mail server could be reached under this name and port. If it stands on this machine or in a private network, put its address into the setting PrivateFed__AllowedNetworks, for example 127.0.0.1, and start the house again.");

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly int[] MailPorts = [25, 465, 587, 2525];

    private readonly AllowedAddresses _addresses = new(settings.AllowedNetworks);

    /// <returns>A connected socket; null when there is none to be had.</returns>
    public async Task<Socket?> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(Longest);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var addresses = (await Dns.GetHostAddressesAsync(host, end.Token)).Where(address => Allows(address, port)).ToArray();
            if (addresses.Length > 0)
            {
                await socket.ConnectAsync(addresses, port, end.Token);
                return socket;
            }
        }
        catch (Exception problem) when (problem is SocketException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Said below, like everything else that comes to nothing.
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
