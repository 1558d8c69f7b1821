using System.Net;
using System.Net.Sockets;

namespace PrivateFed.FederationTests;

/// <summary>Where things are: the checkout, and what <c>tests/run</c> made for this run.</summary>
internal static class TestRun
{
    public static string Checkout { get; } = FindCheckout();

    /// <summary>As it is published, or, outside of <c>tests/run</c>, as it is built.</summary>
    public static string ServerProgram =>
        Environment.GetEnvironmentVariable("PRIVATEFED_TEST_PROGRAM")
            ?? Path.Combine(Checkout, "src", "PrivateFed", "bin", Configuration, "net10.0", "PrivateFed.dll");

    public static string PeerProgram =>
        Path.Combine(Checkout, "tests", "PrivateFed.FederationTests", "peer", "server.mjs");

    /// <summary>Where a run leaves what somebody may want to look at.</summary>
    public static string Artifacts =>
        Environment.GetEnvironmentVariable("PRIVATEFED_TEST_ARTIFACTS") ?? Path.Combine(Checkout, "artifacts");

    /// <summary>Pictures of pages are for somebody's eyes; they take a while.</summary>
    public static bool WantsScreenshots => Environment.GetEnvironmentVariable("PRIVATEFED_TEST_SCREENSHOTS") is not null;

    public static string Birthday => Path.Combine(AppContext.BaseDirectory, "birthday.jpg");

    /// <summary>Why no test with another server can run here; null where it can.</summary>
    public static string? Missing => Environment.GetEnvironmentVariable("PRIVATEFED_TEST_CERT") is null
        ? "Needs names and certificates that tests/run makes (PRIVATEFED_TEST_CERT)."
        : null;

    public static string Certificate => FromRun("PRIVATEFED_TEST_CERT");

    public static string CertificateKey => FromRun("PRIVATEFED_TEST_CERT_KEY");

    /// <summary>A connection string without its Database, ending in a semicolon.</summary>
    public static string Postgres => FromRun("PRIVATEFED_TEST_POSTGRES").TrimEnd(';') + ';';

    // bin/Release/net10.0/ of this project: the server beside it is built in the same configuration.
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FromRun(string variable) =>
        Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set: these tests need names and certificates that tests/run makes.");

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PrivateFed.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("PrivateFed.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
