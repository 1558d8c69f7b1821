using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.Federation.Documents;

/// <summary>How documents are written: letters as they are, so that a person can read what goes over the wire.</summary>
public static class WireJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string ActivityStreams = "https://www.w3.org/ns/activitystreams";

    /// <summary>For actors: keys, and Mastodon's terms.</summary>
    public static JsonArray ActorContext() =>
    [
        ActivityStreams,
        "https://w3id.org/security/v1",
        "https://w3id.org/security/multikey/v1",
        new JsonObject
        {
            ["toot"] = "http://joinmastodon.org/ns#",
            ["discoverable"] = "toot:discoverable",
            ["indexable"] = "toot:indexable",
            ["manuallyApprovesFollowers"] = "as:manuallyApprovesFollowers",
            ["featured"] = new JsonObject { ["@id"] = "toot:featured", ["@type"] = "@id" },
            ["assertionMethod"] = new JsonObject
            {
                ["@id"] = "https://w3id.org/security#assertionMethod",
                ["@type"] = "@id",
                ["@container"] = "@set",
            },
        },
    ];

    /// <summary>For notes: the terms for pictures.</summary>
    public static JsonArray NoteContext() =>
    [
        ActivityStreams,
        new JsonObject
        {
            ["toot"] = "http://joinmastodon.org/ns#",
            ["sensitive"] = "as:sensitive",
            ["blurhash"] = "toot:blurhash",
        },
    ];

    /// <summary>A moment as ActivityStreams writes it: UTC, whole seconds.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
