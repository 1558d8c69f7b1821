using System.Security.Cryptography.X509Certificates;

namespace PrivateFed.Tests.Rig;

/// <summary>What tests/run made for this run: names that lead to loopback, certificates for them, a PostgreSQL.</summary>
internal static class Surroundings
{
    private static readonly Lazy<X509Certificate2> TheCertificate = new(() =>
        X509Certificate2.CreateFromPemFile(FromRun("PRIVATEFED_TEST_CERT"), FromRun("PRIVATEFED_TEST_CERT_KEY")));

    /// <summary>Good for every name that tests use.</summary>
    public static X509Certificate2 Certificate => TheCertificate.Value;

    /// <summary>A connection string without its Database, ending in a semicolon.</summary>
    public static string Postgres => FromRun("PRIVATEFED_TEST_POSTGRES").TrimEnd(';') + ';';

    private static string FromRun(string variable) =>
        Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set. These tests need names and certificates that tests/run makes: please run that.");
}
