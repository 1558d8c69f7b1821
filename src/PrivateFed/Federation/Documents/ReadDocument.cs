using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.Federation.Documents;

/// <summary>
/// Reads what other servers write: JSON-LD in whatever form, as records of ActivityStreams. Contexts are built in and never fetched; one that
/// is not known adds no terms and is logged.
/// </summary>
public sealed class ReadDocument : IContextProvider
{
    /// <summary>Bytes of the largest document that is read.</summary>
    public const int Size = 1024 * 1024;

    private const int UnknownContextsKept = 200;

    private readonly ILogger<ReadDocument> _log;
    private readonly EntitySerializer _serializer;
    private readonly ConcurrentDictionary<string, bool> _unknownContexts = new();

    public ReadDocument(ILogger<ReadDocument> log)
    {
        _log = log;
        _serializer = new EntitySerializer(this, new JsonLdOptions { ExpandContext = Implied(), UnknownContext = Note });
    }

    /// <summary>A document as a record of <typeparamref name="T"/>, or of the record derived from it whose class it names.</summary>
    /// <param name="utf8">
    /// The document as it came, at most <see cref="Size"/>, 64 levels deep, no property twice. Letters that are none are mended (<see cref="MendedText"/>).
    /// </param>
    public Result<T> As<T>(ReadOnlyMemory<byte> utf8)
        where T : Entity
    {
        var text = MendedText.Of(utf8).Span;
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

    /// <summary>A document that was read before and kept.</summary>
    public Wire.Activity Stored(string document) =>
        As<Wire.Activity>(System.Text.Encoding.UTF8.GetBytes(document)) is { Succeeded: true, Value: var activity }
            ? activity
            : throw new InvalidOperationException("A document that was kept cannot be read any more.");

    JsonNode? IContextProvider.GetContext(Type entityType) => Implied();

    /// <summary>
    /// What holds before a document's own context: ActivityStreams must hold even where it is not named (ActivityStreams 2.0 section 2.1), and
    /// many servers forget to name the others whose terms they use.
    /// </summary>
    private static JsonArray Implied() =>
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

    // PostgreSQL keeps no NUL, and nobody means one.
    private static JsonNode? WithoutNul(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(entry => !entry.Key.Contains('\0', StringComparison.Ordinal)).Select(entry => KeyValuePair.Create(entry.Key, WithoutNul(entry.Value)))),
        JsonArray array => new JsonArray([.. array.Select(WithoutNul)]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(text.Replace("\0", "", StringComparison.Ordinal)),
        _ => node?.DeepClone(),
    };

    private void Note(string context)
    {
        if (_unknownContexts.Count < UnknownContextsKept && _unknownContexts.TryAdd(context, true))
        {
            _log.LogInformation("The context {Context} is not known here and adds no terms", context);
        }
    }
}
