using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PrivateFed.Tests.Rig;

/// <summary>What was pushed to a browser.</summary>
/// <param name="Authorization">By which the push service knows the house.</param>
/// <param name="Body">Encrypted.</param>
public sealed record Pushed(string Path, string Authorization, byte[] Body);

/// <summary>
/// A push service on loopback, and a browser that has subscribed there: it opens what arrives with its own key, by the letter of RFC 8291
/// and RFC 8188.
/// </summary>
public sealed class PushService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Pushed> _pushed = new();
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);
    private long _said;

    private PushService(string name, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(Surroundings.Certificate)));
        _app = builder.Build();
        _app.Run(TakeAsync);
        Origin = $"https://{name}:{port}";
    }

    public string Origin { get; }

    public int Status { get; set; } = StatusCodes.Status201Created;

    /// <summary>Bytes that it tries to say with every answer.</summary>
    public int Talks { get; set; }

    /// <summary>Bytes of its answers that went out.</summary>
    public long Said => Interlocked.Read(ref _said);

    public string Endpoint { get; } = $"/push/{Guid.NewGuid():N}";

    public IReadOnlyList<Pushed> Received => [.. _pushed];

    /// <summary>The browser's public key: an uncompressed point.</summary>
    public byte[] PublicKey => Point(_key.ExportParameters(false).Q);

    public string Auth => Base64Url.EncodeToString(_auth);

    /// <summary>What push.js sends to the house.</summary>
    public (string Name, string Value)[] Subscription =>
        [("endpoint", Origin + Endpoint), ("p256dh", Base64Url.EncodeToString(PublicKey)), ("auth", Auth)];

    public static async Task<PushService> OpenAsync(string name = "joe-server.test")
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var service = new PushService(name, port);
        await service._app.StartAsync(House.Cancellation);
        return service;
    }

    public async Task<IReadOnlyList<Pushed>> ExpectAsync(int count)
    {
        await Eventually.Happens($"{count} pushes", () => Task.FromResult(Received.Count >= count));
        return Received;
    }

    /// <summary>aes128gcm: salt, record size, the sender's key, one record.</summary>
    public JsonElement Read(Pushed pushed)
    {
        var body = pushed.Body;
        var (salt, keyLength) = (body[..16], body[20]);
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)) >= body.Length - 21 - keyLength);
        var sender = body[21..(21 + keyLength)];
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
        });
        var shared = _key.DeriveRawSecretAgreement(other.PublicKey);
        var ikm = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _auth, [.. "WebPush: info\0"u8, .. PublicKey, .. sender]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var record = body[(21 + keyLength)..];
        var open = new byte[record.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, record[..^16], record[^16..], open);
        // A 2 ends the words of the last record; what follows is padding.
        return JsonSerializer.Deserialize<JsonElement>(open.AsSpan(0, Array.LastIndexOf(open, (byte)2)));
    }

    /// <summary>The claims of the house's signature (RFC 8292), once it was verified with the key that comes with it.</summary>
    public static (JsonElement Claims, string Key) Verify(Pushed pushed)
    {
        Assert.StartsWith("vapid ", pushed.Authorization, StringComparison.Ordinal);
        var fields = pushed.Authorization["vapid ".Length..].Split(',').Select(field => field.Trim().Split('=', 2))
            .ToDictionary(field => field[0], field => field[1]);
        var token = fields["t"].Split('.');
        var point = Base64Url.DecodeFromChars(fields["k"]);
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]),
            HashAlgorithmName.SHA256));
        return (JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(token[1])), fields["k"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _pushed.Enqueue(new Pushed(context.Request.Path, context.Request.Headers.Authorization.ToString(), body.ToArray()));
        context.Response.StatusCode = Status;
        for (var left = Talks; left > 0 && !context.RequestAborted.IsCancellationRequested; left -= 16 * 1024)
        {
            await context.Response.Body.WriteAsync(new byte[16 * 1024], context.RequestAborted);
            Interlocked.Add(ref _said, 16 * 1024);
        }
    }
}
