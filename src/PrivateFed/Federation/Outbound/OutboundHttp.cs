using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PrivateFed.Houses;

namespace PrivateFed.Federation.Outbound;

/// <summary>
/// The one way out. Checks addresses when connecting, after the name was resolved, so that no name and no redirect leads into a private
/// network. Never follows redirects: a caller that does must check each of them.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    /// <summary>End of the exception message about a host without any allowed address.</summary>
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
            // Each caller limits the time of the whole exchange, including the body.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("PrivateFed", ThisAssembly.Version));
    }

    /// <summary>For a library with an HTTP client of its own; must not be disposed of there.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>Sends one request and returns as soon as the headers have arrived.</summary>
    /// <exception cref="HttpRequestException">No connection, no TLS, or no allowed address.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public void Dispose() => _client.Dispose();

    /// <summary>Opens a plain TCP connection under the same rules.</summary>
    /// <exception cref="HttpRequestException">The name has no allowed address.</exception>
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
