using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd;

/// <summary>Loads contexts that are referred to by address. Must be safe for concurrent use.</summary>
public abstract class DocumentLoader
{
    /// <summary>Cache of processed contexts; only those whose documents are <see cref="ContextDocument.Lasting"/>.</summary>
    internal Contexts.KeptContexts Kept { get; } = new();

    /// <summary>Loads the document at an address.</summary>
    /// <param name="url">The absolute IRI.</param>
    /// <returns>The document, or null if the address is not known. The context then adds no terms and is reported to
    /// <see cref="JsonLdOptions.UnknownContext"/>.</returns>
    /// <exception cref="JsonLdException">The document is known but unavailable; the whole operation is refused.</exception>
    public abstract ContextDocument? Load(string url);
}

/// <summary>A document that contains a context.</summary>
/// <param name="Url">Its address, against which its references are resolved.</param>
/// <param name="Document">An object with an entry @context; never changed.</param>
/// <param name="Lasting">Whether the document is always the same and uses nothing of the document that refers to it (neither a relative
/// @vocab nor terms that it does not define itself), so that the processed context can be cached.</param>
public sealed record ContextDocument(string Url, JsonNode? Document, bool Lasting = false);
