using System.Runtime.CompilerServices;

namespace PrivateFed.JsonLd.Tests;

/// <summary>Test data that others made. It is not part of the project: the folder is named by PRIVATEFED_VECTORS, or stands beside the
/// repository. Where it is absent the tests are skipped, except where CI=true says that it must be there.</summary>
internal static class Vectors
{
    private static readonly string Root =
        Environment.GetEnvironmentVariable("PRIVATEFED_VECTORS") ?? Path.GetFullPath(Path.Combine(RepositoryRoot(), "../shared/vectors"));

    public static bool Has(string folder) => Directory.Exists(Path.Combine(Root, folder));

    public static string PathOf(string name) => Path.Combine(Root, name);

    public static void SkipWithout(string folder)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.True(Has(folder), $"CI=true, and the test vectors are missing: {PathOf(folder)}");
        }

        Assert.SkipUnless(Has(folder), $"The test vectors are missing: {PathOf(folder)}. Name their folder in PRIVATEFED_VECTORS.");
    }

    public static string RepositoryRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
