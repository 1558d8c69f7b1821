using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.Federation.Documents;

/// <summary>
/// Reads documents of other servers: JSON-LD in any form, as records of ActivityStreams. Contexts are built in and never fetched; an
/// unknown one adds no terms and is logged.
/// </summary>
public sealed class ReadDocument : IContextProvider
{
    /// <summary>Maximum size of a document, in bytes.</summary>
    public const int Size = 1024 * 1024;

    private const int MaxUnknownContexts = 200;

    private readonly ILogger<ReadDocument> _log;
    private readonly EntitySerializer _serializer;
    private readonly ConcurrentDictionary<string, bool> _unknownContexts = new();

    public ReadDocument(ILogger<ReadDocument> log)
    {
        _log = log;
        _serializer = new EntitySerializer(this, new JsonLdOptions { ExpandContext = ImpliedContext(), UnknownContext = LogUnknown });
    }

    /// <summary>Reads a document as <typeparamref name="T"/>, or as the derived record that matches its type.</summary>
    /// <param name="utf8">The document as it arrived: at most <see cref="Size"/> bytes, 64 levels deep, no duplicate properties. Broken
    /// text is repaired (<see cref="RepairJsonText"/>).</param>
    public Result<T> As<T>(ReadOnlyMemory<byte> utf8)
        where T : Entity
    {
        var text = RepairJsonText.Of(utf8).Span;
        try
        {
            if (JsonLdProcessor.Parse(text) is not JsonObject document)
            {
                return new Refusal("The document is not a JSON object.");
            }
            return _serializer.Deserialize<T>(text.IndexOf("\\u0000"u8) < 0 ? document : WithoutNul(document)!);
        }
        catch (JsonLdException problem)
        {
            return new Refusal($"The document cannot be read: {problem.Message}");
        }
    }

    /// <summary>Reads a stored document, which was read successfully before.</summary>
    public Wire.Activity Stored(string document) =>
        As<Wire.Activity>(System.Text.Encoding.UTF8.GetBytes(document)) is { Succeeded: true, Value: var activity }
            ? activity
            : throw new InvalidOperationException("A stored activity cannot be read any more.");

    JsonNode? IContextProvider.GetContext(Type entityType) => ImpliedContext();

    /// <summary>
    /// Applies before a document's own context: ActivityStreams must apply even when it is not named (ActivityStreams 2.0 section 2.1), and
    /// many servers forget to name the other contexts whose terms they use.
    /// </summary>
    private static JsonArray ImpliedContext() =>
    [
        WireJson.ActivityStreams,
        "https://w3id.org/security/v1",
        "http://joinmastodon.org/ns",
        "https://misskey-hub.net/ns",
        new JsonObject
        {
            ["EmojiReact"] = $"{Wire.Vocabulary.Litepub}EmojiReact",
            ["assertionMethod"] = new JsonObject { ["@id"] = $"{Wire.Vocabulary.Security}assertionMethod", ["@type"] = "@id" },
            ["Multikey"] = $"{Wire.Vocabulary.Security}Multikey",
            ["controller"] = new JsonObject { ["@id"] = $"{Wire.Vocabulary.Security}controller", ["@type"] = "@id" },
            ["publicKeyMultibase"] = $"{Wire.Vocabulary.Security}publicKeyMultibase",
        },
    ];

    // PostgreSQL cannot store NUL, and nobody means one.
    private static JsonNode? WithoutNul(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(entry => !entry.Key.Contains('\0', StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create(entry.Key, WithoutNul(entry.Value)))),
        JsonArray array => new JsonArray([.. array.Select(WithoutNul)]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(text.Replace("\0", "", StringComparison.Ordinal)),
        _ => node?.DeepClone(),
    };

    private void LogUnknown(string context)
    {
        if (_unknownContexts.Count < MaxUnknownContexts && _unknownContexts.TryAdd(context, true))
        {
            _log.LogInformation("Unknown JSON-LD context {Context} adds no terms", context);
        }
    }
}
