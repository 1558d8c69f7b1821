using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Tests;

/// <summary>Whatever a stranger sends, the work and the memory are bounded, and the refusal has a name.</summary>
public class LimitTests
{
    [Theory]
    [InlineData(65)]
    [InlineData(100_000)]
    [InlineData(500_000)]
    public void A_document_that_is_too_deep_is_refused(int levels)
    {
        var text = new string('[', levels) + new string(']', levels);
        Assert.Equal(JsonLdErrorCode.DocumentTooDeep, Refusal(() => JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void A_document_of_64_levels_is_read()
    {
        var text = new string('[', 63) + "{}" + new string(']', 63);
        Assert.Empty(JsonLdProcessor.Expand(JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Nodes_made_in_memory_are_measured_too()
    {
        JsonNode node = new JsonObject();
        for (var i = 0; i < 70; i++)
        {
            node = new JsonArray(node);
        }

        Assert.Equal(JsonLdErrorCode.DocumentTooDeep, Refusal(() => JsonLdProcessor.Expand(node)));
        Assert.Equal(JsonLdErrorCode.DocumentTooLarge,
            Refusal(() => JsonLdProcessor.Expand(new JsonObject { ["a"] = new string('a', 1024 * 1024) })));
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"@context\":{\"a\":\"http://a/\",\"a\":\"http://b/\"}}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"a\":")]
    [InlineData("")]
    [InlineData("\0")]
    public void What_is_not_JSON_of_Unicode_with_each_key_once_is_refused(string text) =>
        Assert.Equal(JsonLdErrorCode.LoadingDocumentFailed, Refusal(() => JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Invalid_UTF8_and_UTF16_are_refused_and_a_byte_order_mark_is_not()
    {
        Assert.Equal(JsonLdErrorCode.LoadingDocumentFailed,
            Refusal(() => JsonLdProcessor.Parse([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8])));
        Assert.Equal(JsonLdErrorCode.LoadingDocumentFailed, Refusal(() => JsonLdProcessor.Parse(Encoding.Unicode.GetBytes("{}"))));
        Assert.IsType<JsonObject>(JsonLdProcessor.Parse([0xEF, 0xBB, 0xBF, .. "{}"u8]));
    }

    [Fact]
    public void A_context_of_very_many_terms_is_refused()
    {
        var context = new JsonObject(Enumerable.Range(0, 10_000).Select(i => KeyValuePair.Create("t" + i, (JsonNode?)"http://a/")));
        Assert.Equal(JsonLdErrorCode.ContextOverflow, Refusal(() => JsonLdProcessor.Expand(new JsonObject { ["@context"] = context })));
    }

    [Fact]
    public void Terms_that_need_one_another_in_a_long_chain_are_refused_before_the_stack_ends()
    {
        var context = new JsonObject(Enumerable.Range(0, 4000).Select(i => KeyValuePair.Create("t" + i, (JsonNode?)$"t{i + 1}:x")));
        Assert.Equal(JsonLdErrorCode.ContextOverflow, Refusal(() => JsonLdProcessor.Expand(new JsonObject { ["@context"] = context })));
    }

    [Fact]
    public void A_scoped_context_that_is_used_very_often_is_refused()
    {
        var scope = new JsonObject(Enumerable.Range(0, 1000).Select(i => KeyValuePair.Create("t" + i, (JsonNode?)"http://a/")));
        var context = new JsonObject { ["p"] = new JsonObject { ["@id"] = "http://p/", ["@context"] = scope } };
        var uses = new JsonArray([.. Enumerable.Range(0, 50_000).Select(_ => (JsonNode)new JsonObject())]);
        Assert.Equal(JsonLdErrorCode.ContextOverflow,
            Refusal(() => JsonLdProcessor.Expand(new JsonObject { ["@context"] = context, ["p"] = uses })));
    }

    [Fact]
    public void A_long_prefix_that_is_used_very_often_is_refused()
    {
        var context = new JsonObject { ["p"] = "http://a/" + new string('a', 300_000) + "/" };
        var uses = new JsonArray([.. Enumerable.Range(0, 40_000).Select(_ => (JsonNode)new JsonObject { ["p:x"] = 1 })]);
        Assert.Equal(JsonLdErrorCode.DocumentTooLarge,
            Refusal(() => JsonLdProcessor.Expand(new JsonObject { ["@context"] = context, ["@graph"] = uses })));
    }

    [Fact]
    public void A_long_scoped_context_of_few_terms_that_is_used_very_often_is_refused()
    {
        var scope = new JsonObject { ["q"] = "http://a/" + new string('a', 300_000) };
        var context = new JsonObject { ["p"] = new JsonObject { ["@id"] = "http://p/", ["@context"] = scope } };
        var uses = new JsonArray([.. Enumerable.Range(0, 100_000).Select(_ => (JsonNode)new JsonObject())]);
        Assert.NotEqual("", Refusal(() => JsonLdProcessor.Expand(new JsonObject { ["@context"] = context, ["p"] = uses })));
    }

    [Theory]
    [InlineData("https://a.example/self")]
    [InlineData("https://a.example/ping")]
    [InlineData("https://a.example/scoped")]
    public void Contexts_that_name_themselves_come_to_an_end(string url)
    {
        var options = new JsonLdOptions { Loader = new Circle() };
        var document = new JsonObject { ["@context"] = url, ["https://a.example/p"] = 1 };
        var outcome = Record.Exception(() => JsonLdProcessor.Expand(document, options));
        Assert.True(outcome is null or JsonLdException { Code: JsonLdErrorCode.ContextOverflow }, outcome?.ToString());
    }

    [Fact]
    public void An_unknown_context_adds_no_terms_and_is_reported_once()
    {
        var reported = new List<string>();
        var document = JsonNode.Parse("""
            {
              "@context": ["https://www.w3.org/ns/activitystreams", "https://stranger.example/ns", { "@import": "https://stranger.example/ns" }],
              "type": "Note", "content": "Hello", "object": { "@context": "https://stranger.example/ns", "type": "Note" }
            }
            """);
        var expanded = JsonLdProcessor.Expand(document, new JsonLdOptions { UnknownContext = reported.Add });
        Assert.Equal(["https://stranger.example/ns"], reported);
        Assert.Equal("https://www.w3.org/ns/activitystreams#Note", (string?)expanded[0]!["@type"]![0]);
    }

    private static string Refusal(Func<object?> process)
    {
        var watch = Stopwatch.StartNew();
        var code = Assert.Throws<JsonLdException>(() => process()).Code;
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        return code;
    }

    private sealed class Circle : DocumentLoader
    {
        public override ContextDocument? Load(string url) => new(url, JsonNode.Parse(url switch
        {
            "https://a.example/self" => """{ "@context": "self" }""",
            "https://a.example/ping" => """{ "@context": ["pong"] }""",
            "https://a.example/pong" => """{ "@context": ["ping", { "a": "https://a.example/a" }] }""",
            _ => """{ "@context": { "p": { "@id": "https://a.example/p", "@context": "scoped" } } }""",
        }));
    }
}
