using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

[assembly: AssemblyFixture(typeof(PrivateFed.BrowserTests.Browser))]

namespace PrivateFed.BrowserTests;

/// <summary>Debian's Chromium, started once for all tests; each has contexts of its own in it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string UsualPath = "/usr/bin/chromium";

    public IBrowser Chromium { get; private set; } = null!;

    public IPlaywright Playwright { get; private set; } = null!;

    /// <summary>Why no test in a browser can run here; null where it can.</summary>
    public static string? Missing => File.Exists(Executable) ? null : "Needs Chromium (PRIVATEFED_TEST_CHROMIUM).";

    private static string Executable => Environment.GetEnvironmentVariable("PRIVATEFED_TEST_CHROMIUM") ?? UsualPath;

    public async ValueTask InitializeAsync()
    {
        if ((Missing ?? TestRun.Missing) is not null)
        {
            return;
        }
        // Machines are slow and share their processor; nothing here asks how long something takes.
        Assertions.SetDefaultExpectTimeout(20_000);
        Playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        Chromium = await Playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            // Root may not use the sandbox; the rest keeps Chromium from calling home.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-crash-reporter",
                // Passkeys are made only where the certificate is trusted: so the run's own certificate is, not merely overlooked.
                $"--ignore-certificate-errors-spki-list={CertificateKeyHash()}"],
        });
    }

    private static string CertificateKeyHash()
    {
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(TestRun.Certificate));
        return Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>
    /// Chromium's crash handler keeps the pipes open that Playwright waits for, so that it would wait for ever: the browser is told to go,
    /// and what is left goes with the tests' process group.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Chromium is null)
        {
            return;
        }
        try
        {
            await Chromium.CloseAsync().WaitAsync(TimeSpan.FromSeconds(3));
        }
        catch (TimeoutException)
        {
        }
    }
}
