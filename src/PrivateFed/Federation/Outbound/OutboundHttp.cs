using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PrivateFed.Operations;

namespace PrivateFed.Federation.Outbound;

/// <summary>
/// The one way out. Addresses are judged when connecting, after the name was resolved, so that no name and no redirect leads inside.
/// Redirects are never followed here: who may follow them checks each.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    /// <summary>What an exception says behind the name of a host whose addresses are all forbidden.</summary>
    public const string NotAllowed = "leads to no address that this house may call.";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly AllowedAddresses _addresses;
    private readonly HttpClient _client;

    public OutboundHttp(Settings settings)
    {
        _addresses = new AllowedAddresses(settings.AllowedNetworks);
        Handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, cancellation),
            ConnectTimeout = ConnectTimeout,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 32,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _client = new HttpClient(Handler)
        {
            // Each caller sets its own end to the whole exchange, body included.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("PrivateFed", ThisAssembly.Version));
    }

    /// <summary>For a library that brings a client of its own; whoever uses it does not dispose of it.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>Sends one request and returns as soon as the headers are there.</summary>
    /// <exception cref="HttpRequestException">No connection, no TLS, or an address that is not allowed.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public void Dispose() => _client.Dispose();

    /// <summary>A bare connection, under the same rules.</summary>
    /// <exception cref="HttpRequestException">The name leads to no address that is allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint place, CancellationToken cancellation)
    {
        var (host, port) = (place.Host, place.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var reachable = addresses.Where(address => MayConnect(address, port)).ToArray();
        if (reachable.Length == 0)
        {
            throw new HttpRequestException($"{host} {NotAllowed}");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayConnect(IPAddress address, int port) =>
        _addresses.IsAllowedPrivately(address) || (port == 443 && _addresses.Allows(address));
}
