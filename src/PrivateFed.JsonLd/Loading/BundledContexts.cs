using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd;

/// <summary>Loads the built-in contexts only, and never fetches anything.</summary>
public sealed class BundledContexts : DocumentLoader
{
    private static readonly FrozenDictionary<string, string> Files = new Dictionary<string, string>
    {
        ["https://www.w3.org/ns/activitystreams"] = "activitystreams",
        ["https://www.w3.org/ns/activitystreams.jsonld"] = "activitystreams",
        ["http://www.w3.org/ns/activitystreams"] = "activitystreams",
        ["https://w3id.org/security/v1"] = "security-v1",
        ["https://w3id.org/identity/v1"] = "identity-v1",
        ["https://w3id.org/security/data-integrity/v1"] = "data-integrity-v1",
        ["https://w3id.org/security/data-integrity/v2"] = "data-integrity-v2",
        ["https://w3id.org/security/multikey/v1"] = "multikey-v1",
        ["https://www.w3.org/ns/did/v1"] = "did-v1",
        ["https://www.w3.org/ns/cid/v1"] = "cid-v1",
        ["http://joinmastodon.org/ns"] = "toot",
        ["https://joinmastodon.org/ns"] = "toot",
        ["https://docs.joinmastodon.org/spec/activitypub"] = "toot",
        ["https://gotosocial.org/ns"] = "gotosocial",
        ["https://misskey-hub.net/ns"] = "misskey",
        ["https://purl.archive.org/socialweb/webfinger"] = "webfinger",
        ["https://purl.archive.org/socialweb/blocked"] = "blocked",
        ["https://purl.archive.org/socialweb/pending"] = "pending",
        ["https://purl.archive.org/socialweb/thread/1.0"] = "thread",
        ["https://purl.archive.org/socialweb/miscellany"] = "miscellany",
        ["https://w3id.org/fep/044f"] = "fep-044f",
        ["https://w3id.org/fep/5711"] = "fep-5711",
        ["https://w3id.org/fep/844e"] = "fep-844e",
        ["https://w3id.org/fep/ef61"] = "fep-ef61",
        ["http://schema.org"] = "property-value",
        ["https://schema.org"] = "property-value",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, ContextDocument> _documents;
    private readonly ContextDocument _litepub;

    private BundledContexts()
    {
        _documents = Files.ToFrozenDictionary(file => file.Key, file => Read(file.Key, file.Value));
        _litepub = Read("https://litepub.social/litepub/context.jsonld", "litepub-0.1");
    }

    /// <summary>The only instance.</summary>
    public static BundledContexts Instance { get; } = new();

    /// <summary>
    /// The addresses of the contexts, except those of litepub, which every Pleroma and Akkoma server serves under its own name.
    /// </summary>
    public static IEnumerable<string> Addresses => Files.Keys;

    /// <inheritdoc/>
    public override ContextDocument? Load(string url) =>
        _documents.TryGetValue(url.EndsWith('#') || url.EndsWith('/') ? url[..^1] : url, out var document) ? document
        : IsLitepub(url) ? _litepub
        : null;

    private static bool IsLitepub(string url) =>
        url.StartsWith("http", StringComparison.Ordinal)
        && (url.EndsWith("/schemas/litepub-0.1.jsonld", StringComparison.Ordinal)
            || url.EndsWith("/litepub/context.jsonld", StringComparison.Ordinal));

    private static ContextDocument Read(string url, string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".jsonld")
            ?? throw new InvalidOperationException($"The context {name}.jsonld was left out of the build.");
        return new ContextDocument(url, JsonNode.Parse(stream), Lasting: true);
    }
}
