using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd;

/// <summary>Where contexts that are named by address come from. A loader may be used by many threads at once.</summary>
public abstract class DocumentLoader
{
    /// <summary>Contexts already processed; only those whose document is <see cref="ContextDocument.Lasting"/>.</summary>
    internal Contexts.KeptContexts Kept { get; } = new();

    /// <summary>The document at an address.</summary>
    /// <param name="url">The absolute IRI.</param>
    /// <returns>The document, or null if the address is not known: the context then adds no terms and is reported to
    /// <see cref="JsonLdOptions.UnknownContext"/>.</returns>
    /// <exception cref="JsonLdException">The document is known and cannot be had; the whole operation is refused.</exception>
    public abstract ContextDocument? Load(string url);
}

/// <summary>A document that holds a context.</summary>
/// <param name="Url">Its address, against which it resolves what it names.</param>
/// <param name="Document">An object with an entry @context. It is read, never changed.</param>
/// <param name="Lasting">Whether the same document comes every time and uses nothing of the document that names it (neither a relative
/// @vocab
/// nor terms that are not its own); what was made of it may then be kept.</param>
public sealed record ContextDocument(string Url, JsonNode? Document, bool Lasting = false);
