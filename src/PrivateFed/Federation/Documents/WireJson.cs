using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.Federation.Documents;

/// <summary>Writes documents without escaping non-ASCII characters, so that a person can read what is sent.</summary>
public static class WireJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string ActivityStreams = "https://www.w3.org/ns/activitystreams";

    private const string Security = "https://w3id.org/security#";

    /// <summary>
    /// For actors: keys, and Mastodon's terms. Names only these two contexts, which every server has built in: some servers fetch an
    /// unknown context, and cannot read the document while its host is down.
    /// </summary>
    public static JsonArray ActorContext() =>
    [
        ActivityStreams,
        "https://w3id.org/security/v1",
        new JsonObject
        {
            ["toot"] = "http://joinmastodon.org/ns#",
            ["discoverable"] = "toot:discoverable",
            ["indexable"] = "toot:indexable",
            ["manuallyApprovesFollowers"] = "as:manuallyApprovesFollowers",
            ["featured"] = new JsonObject { ["@id"] = "toot:featured", ["@type"] = "@id" },
            ["Multikey"] = Security + "Multikey",
            ["controller"] = new JsonObject { ["@id"] = Security + "controller", ["@type"] = "@id" },
            ["publicKeyMultibase"] = new JsonObject { ["@id"] = Security + "publicKeyMultibase", ["@type"] = Security + "multibase" },
            ["assertionMethod"] = new JsonObject { ["@id"] = Security + "assertionMethod", ["@type"] = "@id", ["@container"] = "@set" },
        },
    ];

    /// <summary>For notes: the terms of pictures.</summary>
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

    /// <summary>The terms of a proof (FEP-8b32), as https://w3id.org/security/data-integrity/v1 defines them.</summary>
    public static JsonObject ProofContext() => new()
    {
        ["DataIntegrityProof"] = Security + "DataIntegrityProof",
        ["proof"] = new JsonObject { ["@id"] = Security + "proof", ["@type"] = "@id", ["@container"] = "@graph" },
        ["cryptosuite"] = new JsonObject { ["@id"] = Security + "cryptosuite", ["@type"] = Security + "cryptosuiteString" },
        ["verificationMethod"] = new JsonObject { ["@id"] = Security + "verificationMethod", ["@type"] = "@id" },
        ["proofPurpose"] = new JsonObject { ["@id"] = Security + "proofPurpose", ["@type"] = "@vocab" },
        ["proofValue"] = new JsonObject { ["@id"] = Security + "proofValue", ["@type"] = Security + "multibase" },
        ["created"] = new JsonObject
        {
            ["@id"] = "http://purl.org/dc/terms/created",
            ["@type"] = "http://www.w3.org/2001/XMLSchema#dateTime",
        },
        ["assertionMethod"] = new JsonObject { ["@id"] = Security + "assertionMethod", ["@type"] = "@id", ["@container"] = "@set" },
    };

    /// <summary>A time in the form of ActivityStreams: UTC, whole seconds.</summary>
    public static string FormatTime(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
