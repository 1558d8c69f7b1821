using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd;

/// <summary>The options of JSON-LD 1.1 API section 9.3 that apply without HTTP and without framing.</summary>
public sealed record JsonLdOptions
{
    /// <summary>The IRI to resolve relative references against: the address of the document. Null leaves them relative.</summary>
    public string? Base { get; init; }

    /// <summary>Loads contexts. By default only built-in ones, see <see cref="BundledContexts"/>.</summary>
    public DocumentLoader Loader { get; init; } = BundledContexts.Instance;

    /// <summary>A context that applies before the document's own: an object, a string, an array, or an object with @context.</summary>
    public JsonNode? ExpandContext { get; init; }

    /// <summary>Whether compaction writes an array with one value as that value. True by default.</summary>
    public bool CompactArrays { get; init; } = true;

    /// <summary>Whether compaction may write IRIs relative to <see cref="Base"/>. True by default.</summary>
    public bool CompactToRelative { get; init; } = true;

    /// <summary>
    /// Whether entries are processed in code point order, so that the order of the result does not depend on that of the input.
    /// </summary>
    public bool Ordered { get; init; }

    /// <summary>Whether a document that uses features of 1.1 is refused (processing mode json-ld-1.0).</summary>
    public bool Json10 { get; init; }

    /// <summary>Limits of the work that a document may cause.</summary>
    public JsonLdLimits Limits { get; init; } = JsonLdLimits.Default;

    /// <summary>Receives the address of each context that the loader does not know. Such a context adds no terms.</summary>
    public Action<string>? UnknownContext { get; init; }
}
