using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Entities;

/// <summary>Between JSON-LD documents and records.</summary>
public interface IEntitySerializer
{
    /// <summary>A record as a document, compacted by the context that the <see cref="IContextProvider"/> names for its type.</summary>
    JsonObject Serialize(object entity);

    /// <summary>A document as a record: of <typeparamref name="T"/> or of the record derived from it whose class the document
    /// names.</summary>
    /// <exception cref="JsonLdException">The document is refused, or is not one thing of a fitting class ("entity mismatch").</exception>
    T Deserialize<T>(JsonNode document)
        where T : class;
}

/// <summary>Which context documents are written in.</summary>
public interface IContextProvider
{
    /// <summary>The context for a type of record: a text, an array or an object.</summary>
    JsonNode? GetContext(Type entityType);
}
