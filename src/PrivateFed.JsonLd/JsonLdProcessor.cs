using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Compaction;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Expansion;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd;

/// <summary>Expansion and compaction of JSON-LD 1.1 documents (JSON-LD 1.1 API section 9.1).</summary>
public static class JsonLdProcessor
{
    /// <summary>Parses a document, applying the limits from the first byte on.</summary>
    /// <param name="utf8">The document as it arrived. A byte order mark is ignored.</param>
    /// <param name="limits">Maximum depth and size.</param>
    /// <returns>The document, whose entries can be read without an exception.</returns>
    /// <exception cref="JsonLdException">It is not JSON, has a duplicate key, is not Unicode, or is too deep or too large.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, JsonLdLimits? limits = null)
    {
        limits ??= JsonLdLimits.Default;
        if (utf8.Length > limits.Size)
        {
            throw new JsonLdException(JsonLdErrorCode.DocumentTooLarge, $"The document has more than {limits.Size} bytes.");
        }

        var text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        try
        {
            CheckDepth(text, limits.Depth);
            var reading = new JsonDocumentOptions { MaxDepth = limits.Depth, AllowDuplicateProperties = false };
            var document = JsonNode.Parse(text, documentOptions: reading);
            Measure.Check(document, limits);
            return document;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Measure.NotJson(e);
        }
    }

    /// <summary>Checks the depth before anything is built, because the parser's time grows with the square of the depth.</summary>
    private static void CheckDepth(ReadOnlySpan<byte> text, int depth)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth + 1 });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= depth)
            {
                throw Measure.TooDeep(depth);
            }
        }
    }

    /// <summary>Expands a document: no contexts, every term an IRI, every value in an array (section 5).</summary>
    /// <param name="input">The document; not changed.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <returns>An array of node objects, made of new nodes.</returns>
    /// <exception cref="JsonLdException">The document violates a rule or exceeds a limit.</exception>
    public static JsonArray Expand(JsonNode? input, JsonLdOptions? options = null) =>
        Expand(input, new Run(options ?? new JsonLdOptions()));

    /// <summary>Compacts a document with a context: terms and compact IRIs in place of IRIs (section 6).</summary>
    /// <param name="input">The document, expanded or not; not changed.</param>
    /// <param name="context">The context, or an object with @context; not changed.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <returns>An object of new nodes, with @context first unless the context is empty.</returns>
    /// <exception cref="JsonLdException">The document or the context violates a rule or exceeds a limit.</exception>
    public static JsonObject Compact(JsonNode? input, JsonNode? context, JsonLdOptions? options = null)
    {
        options ??= new JsonLdOptions();
        var run = new Run(options);
        var expanded = Expand(input, run);
        Measure.Check(context, options.Limits);
        var local = context is JsonObject map && map.TryGetPropertyValue("@context", out var inner) ? inner : context;
        var contexts = new ContextProcessing(run);
        var active = contexts.Process(new ActiveContext(options.Base), local, new ContextSettings(options.Base));
        if (!options.CompactToRelative)
        {
            active.Base = null;
        }

        return new CompactionRun(run, contexts).CompactDocument(active, local, expanded);
    }

    private static JsonArray Expand(JsonNode? input, Run run)
    {
        var options = run.Options;
        Measure.Check(input, options.Limits);
        var contexts = new ContextProcessing(run);
        var active = new ActiveContext(options.Base);
        if (options.ExpandContext is { } before)
        {
            Measure.Check(before, options.Limits);
            var local = before is JsonObject map && map.TryGetPropertyValue("@context", out var inner) ? inner : before;
            active = contexts.Process(active, local, new ContextSettings(options.Base));
        }

        // Section 9.1, expand() steps 8.1 to 8.3.
        var expanded = new ExpansionRun(run, contexts).Expand(active, null, input, options.Base);
        if (expanded is JsonObject { Count: 1 } only && only.ContainsKey("@graph"))
        {
            expanded = only.Take("@graph");
        }

        return expanded as JsonArray ?? new JsonArray([.. Entries.TakeAsList(expanded)]);
    }
}
