using System.Security.Cryptography.X509Certificates;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// What tests/run made for this run: names that lead to loopback, certificates for them, a PostgreSQL. Without it `dotnet test` skips
/// whoever needs it.
/// </summary>
internal static class Surroundings
{
    private static readonly Lazy<X509Certificate2> TheCertificate = new(() =>
        X509Certificate2.CreateFromPemFile(FromRun("PRIVATEFED_TEST_CERT"), FromRun("PRIVATEFED_TEST_CERT_KEY")));

    /// <summary>
    /// Good for every name that tests use. Those names are known where there is a certificate for them; elsewhere the test is skipped.
    /// </summary>
    public static X509Certificate2 Certificate
    {
        get
        {
            Assert.SkipWhen(
                Environment.GetEnvironmentVariable("PRIVATEFED_TEST_CERT") is null,
                "Another server takes part in this test. tests/run makes the names and certificates of such servers (PRIVATEFED_TEST_CERT).");
            return TheCertificate.Value;
        }
    }

    /// <summary>A connection string without its Database, ending in a semicolon.</summary>
    public static string Postgres => FromRun("PRIVATEFED_TEST_POSTGRES").TrimEnd(';') + ';';

    /// <summary>The folder of what was captured of real servers.</summary>
    public static string Payloads { get; } = Path.Combine(Environment.GetEnvironmentVariable("PRIVATEFED_VECTORS") ?? "", "payloads");

    /// <summary>The folder of photos and films as phones make them, with a manifest of what must come out.</summary>
    public static string Media { get; } = Environment.GetEnvironmentVariable("PRIVATEFED_MEDIA")
        ?? Path.Combine(Environment.GetEnvironmentVariable("PRIVATEFED_VECTORS") ?? "", "..", "media");

    private static string FromRun(string variable) =>
        Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"{variable} is not set: tests/run sets it.");
}
