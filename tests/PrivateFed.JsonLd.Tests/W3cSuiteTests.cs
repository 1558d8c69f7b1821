using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Tests;

/// <summary>The W3C's suite: every entry for a 1.1 processor, each a test of its own.</summary>
public class W3cSuiteTests
{
    public static IEnumerable<TheoryDataRow<string>> Expansions => Rows("expand");

    public static IEnumerable<TheoryDataRow<string>> Compactions => Rows("compact");

    [Fact]
    public void The_suite_is_whole()
    {
        Vectors.SkipWithout("json-ld");
        Assert.Equal((376, 244), (W3cCase.Read("expand").Count(), W3cCase.Read("compact").Count()));
    }

    [Theory]
    [MemberData(nameof(Expansions))]
    public void A_document_expands_as_the_suite_says(string name) =>
        Run("expand", name, test => JsonLdProcessor.Expand(test.Input, test.Options));

    [Theory]
    [MemberData(nameof(Compactions))]
    public void A_document_compacts_as_the_suite_says(string name) =>
        Run("compact", name, test => JsonLdProcessor.Compact(test.Input, test.Context, test.Options));

    private static IEnumerable<TheoryDataRow<string>> Rows(string manifest) =>
        Vectors.Has("json-ld") ? W3cCase.Read(manifest).Select(test => new TheoryDataRow<string>(test.Name))
            : [new TheoryDataRow<string>("(all)")];

    private static void Run(string manifest, string name, Func<W3cCase, JsonNode?> process)
    {
        Vectors.SkipWithout("json-ld");
        var test = W3cCase.Read(manifest).Single(test => test.Name == name);
        if (test.ErrorCode is { } code)
        {
            Assert.Equal(code, Assert.Throws<JsonLdException>(() => process(test)).Code);
            return;
        }

        var result = process(test);
        var expected = test.Expected;
        Assert.True(JsonComparison.Same(expected, result), $"Expected:\n{expected}\nbut got:\n{result}");
    }
}
