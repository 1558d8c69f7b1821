using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace PrivateFed.JsonLd.Tests;

/// <summary>Nothing that can be written as JSON gives anything but a result or a <see cref="JsonLdException"/>.</summary>
public class PropertyTests
{
    private static readonly Gen<string> Key = Gen.OneOf(
        Gen.OneOf("@base", "@container", "@context", "@direction", "@graph", "@id", "@import", "@included", "@index", "@json", "@language",
            "@list"),
        Gen.OneOf("@nest", "@none", "@prefix", "@propagate", "@protected", "@reverse", "@set", "@type", "@value", "@version", "@vocab",
            "@other"),
        Gen.OneOf("a", "b", "c", "a:b", "b:c", "_:a", "http://a/b", "a/b", "", ":", "https://www.w3.org/ns/activitystreams", "id", "type"));

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Key.Select(text => (JsonNode?)text),
        Key.Select(text => (JsonNode?)text),
        Gen.String.Select(text => (JsonNode?)text),
        Gen.OneOf(0d, 1.1, -1, 1e300).Select(number => (JsonNode?)number),
        Gen.Bool.Select(value => (JsonNode?)value),
        Gen.Const(() => (JsonNode?)null));

    private static readonly Gen<JsonNode?> Anything = Value(5);

    [Fact]
    public void Random_JSON_expands_or_is_refused() => Anything.Sample(node => Try(() => JsonLdProcessor.Expand(node)), iter: 20_000);

    [Fact]
    public void Random_JSON_with_a_random_context_compacts_or_is_refused() =>
        Gen.Select(Anything, Anything).Sample((node, context) => Try(() => JsonLdProcessor.Compact(node, context)), iter: 20_000);

    [Fact]
    public void Random_contexts_are_processed_or_refused() =>
        Gen.Select(Value(4), Value(3)).Sample(
            (context, node) => Try(
                () => JsonLdProcessor.Expand(new JsonObject { ["@context"] = context?.DeepClone(), ["a"] = node?.DeepClone(), ["b"] = 1 })),
            iter: 20_000);

    [Fact]
    public void Random_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 40].Sample(bytes => Try(() => JsonLdProcessor.Parse(bytes)), iter: 5_000);

    [Fact]
    public void Expansion_does_not_change_what_it_reads_and_what_is_expanded_stays_as_it_is() => Documents.Whole.Sample(
        document =>
        {
            var before = document.ToJsonString();
            if (Result(() => JsonLdProcessor.Expand(document)) is { } once)
            {
                Assert.Equal(before, document.ToJsonString());
                Assert.True(JsonComparison.Same(once, JsonLdProcessor.Expand(once)));
            }
        },
        iter: 500);

    [Fact]
    public void What_is_compacted_expands_to_the_same()
    {
        var options = new JsonLdOptions { Base = "https://home.example/users/mara" };
        var context = new JsonArray("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1");
        var random = new PCG(1, 20261124);
        var differing = new List<string>();
        for (var i = 0; i < 1_000; i++)
        {
            var document = Documents.Whole.Generate(random, null, out _);
            // A reference that is itself a keyword, as in "items": "@id", has no other spelling than one relative to the base.
            if (Result(() => JsonLdProcessor.Expand(document, options)) is { } expanded
                && !expanded.ToJsonString().Contains("\"@id\":\"@id\"", StringComparison.Ordinal)
                && Result(() => JsonLdProcessor.Compact(expanded, context, options)) is { } compacted
                && JsonLdProcessor.Expand(compacted, options) is { } again
                && !JsonComparison.Same(expanded, again))
            {
                differing.Add($"{expanded.ToJsonString()}\nbecame\n{compacted.ToJsonString()}\nand then\n{again.ToJsonString()}");
            }
        }

        Assert.True(differing.Count == 0, $"{differing.Count} differ, the shortest:\n{differing.MinBy(text => text.Length)}");
    }

    private static Gen<JsonNode?> Value(int depth) => depth == 0 ? Scalar : Gen.OneOf(
        Scalar,
        Value(depth - 1).Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
        Map(depth),
        Map(depth),
        Map(depth));

    private static Gen<JsonNode?> Map(int depth) => Gen.Select(Key, Value(depth - 1)).Array[0, 4].Select(entries =>
    {
        var map = new JsonObject();
        foreach (var (key, value) in entries)
        {
            map.TryAdd(key, value?.DeepClone());
        }

        return (JsonNode?)map;
    });

    private static void Try(Func<JsonNode?> process)
    {
        var node = Result(process);
        if (node is not null)
        {
            // The result is a tree that can be written.
            Assert.NotNull(Encoding.UTF8.GetBytes(node.ToJsonString()));
        }
    }

    private static JsonNode? Result(Func<JsonNode?> process)
    {
        try
        {
            return process();
        }
        catch (JsonLdException)
        {
            return null;
        }
    }
}
