using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PrivateFed.HttpSignatures;

namespace PrivateFed.Benchmarks;

/// <summary>Other servers, each on a port of its own behind TLS, that show one actor, joe, and take what is sent to them.</summary>
internal sealed class Neighbours : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _certificateFile = Path.GetTempFileName();

    public Neighbours(int count)
    {
        var certificate = MakeCertificate();
        File.WriteAllText(_certificateFile, certificate.ExportCertificatePem());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var at = 0; at < count; at++)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
            }
        });
        _app = builder.Build();
        _app.MapGet("/users/joe",
            (HttpContext context) => Results.Content(Actor($"https://{context.Request.Host}"), "application/activity+json"));
        _app.MapPost("/inbox", TakeAsync);
    }

    public SigningKey Key { get; } = SigningKey.GenerateRsa();

    /// <summary>PEM file for the server to trust.</summary>
    public string CertificateFile => _certificateFile;

    /// <summary>When each host got its first Create, by host.</summary>
    public ConcurrentDictionary<string, long> Arrivals { get; } = new();

    public IReadOnlyList<string> Hosts { get; private set; } = [];

    public async Task StartAsync()
    {
        await _app.StartAsync();
        Hosts = [.. _app.Urls.Select(url => $"localhost:{new Uri(url).Port}")];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Key.Dispose();
        File.Delete(_certificateFile);
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        if ((await reader.ReadToEndAsync()).Contains("\"type\":\"Create\"", StringComparison.Ordinal))
        {
            Arrivals.TryAdd(context.Request.Host.Value!, Stopwatch.GetTimestamp());
        }
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private string Actor(string root) => $$$"""
        {"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1"],"id":"{{{root}}}/users/joe","type":"Person",
         "preferredUsername":"joe","inbox":"{{{root}}}/inbox","endpoints":{"sharedInbox":"{{{root}}}/inbox"},
         "publicKey":{"id":"{{{root}}}/users/joe#main-key","owner":"{{{root}}}/users/joe","publicKeyPem":"{{{Key.PublicPem.Replace("\n", "\\n", StringComparison.Ordinal)}}}"}}
        """;

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }
}
