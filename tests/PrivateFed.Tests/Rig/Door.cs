using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PrivateFed.Tests.Rig;

/// <summary>What stands around a house on the internet: the TLS proxy in front of it, and Joe's server, both on loopback.</summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly HttpClient _inside = new();
    private readonly ConcurrentQueue<string> _received = new();
    private readonly WebApplication _app;

    public Door()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate));
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate));
        });
        _app = builder.Build();
        _app.Run(context => context.Connection.LocalPort == JoesPort ? ReceiveAsync(context) : ForwardAsync(context));
    }

    /// <summary>Of the house.</summary>
    public string Domain => $"localhost:{Port(0)}";

    public string JoesHost => $"localhost:{JoesPort}";

    /// <summary>Where the house itself listens, behind the proxy.</summary>
    public Uri? Inside { get; set; }

    /// <summary>What Joe's server shows as everybody's portrait.</summary>
    public byte[] Portrait { get; set; } = [];

    /// <summary>Whether the proxy passes on that it was asked by https.</summary>
    public bool SaysHttps { get; set; } = true;

    private int JoesPort => Port(1);

    public Task OpenAsync() => _app.StartAsync();

    public void WriteCertificate(string file) => File.WriteAllText(file, _certificate.ExportCertificatePem());

    /// <summary>
    /// Waits until Joe's server has received an activity of a type. The house promises two seconds; a machine that builds and tests takes
    /// longer.
    /// </summary>
    public async Task<bool> ReceivedAsync(string type)
    {
        for (var until = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < until; await Task.Delay(50))
        {
            if (_received.Any(body => body.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal)))
            {
                return true;
            }
        }
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _inside.Dispose();
        _certificate.Dispose();
    }

    private int Port(int which) =>
        new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(which)).Port;

    private async Task ReceiveAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.ContentType = "image/png";
            await context.Response.Body.WriteAsync(Portrait);
            return;
        }
        using var reader = new StreamReader(context.Request.Body);
        _received.Enqueue(await reader.ReadToEndAsync());
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Inside!, context.Request.Path + context.Request.QueryString));
        request.Headers.TryAddWithoutValidation("Accept", context.Request.Headers.Accept.ToString());
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", context.Request.Host.Value);
        if (SaysHttps)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        }
        using var response = await _inside.SendAsync(request);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (response.Headers.TryGetValues("Strict-Transport-Security", out var strict))
        {
            context.Response.Headers.StrictTransportSecurity = strict.ToArray();
        }
        await response.Content.CopyToAsync(context.Response.Body);
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
