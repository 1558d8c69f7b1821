using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Entities;

/// <summary>Converts between JSON-LD documents and records.</summary>
public interface IEntitySerializer
{
    /// <summary>
    /// Writes a record as a document, compacted with the context that the <see cref="IContextProvider"/> returns for its type.
    /// </summary>
    JsonObject Serialize(object entity);

    /// <summary>Reads a document as <typeparamref name="T"/>, or as the derived record whose class the document names.</summary>
    /// <exception cref="JsonLdException">The document is refused, or is not a single node of a matching class ("entity
    /// mismatch").</exception>
    T Deserialize<T>(JsonNode document)
        where T : class;
}

/// <summary>Provides the contexts to write documents with.</summary>
public interface IContextProvider
{
    /// <summary>The context for a record type: a string, an array or an object.</summary>
    JsonNode? GetContext(Type entityType);
}
