using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Entities;

/// <summary>Converts between documents and records. Safe for concurrent use.</summary>
/// <param name="contexts">The contexts to write documents with.</param>
/// <param name="_options">How documents are read and written; null for the defaults.</param>
public sealed class EntitySerializer(IContextProvider contexts, JsonLdOptions? _options = null) : IEntitySerializer
{
    private readonly JsonLdOptions _options = _options ?? new JsonLdOptions();
    private readonly PlainContexts _plainContexts = new();

    /// <summary>Whether plain documents with well-known contexts are read without expansion. The result is the same.</summary>
    public bool IsFast { get; init; } = true;

    /// <inheritdoc/>
    public JsonObject Serialize(object entity) =>
        JsonLdProcessor.Compact(WriteEntity.Write((Entity)entity), contexts.GetContext(entity.GetType()), _options);

    /// <inheritdoc/>
    public T Deserialize<T>(JsonNode document)
        where T : class
    {
        var node = (IsFast ? Plainly(document) : null) ?? ReadFully(document);
        var plan = EntityPlan.For(typeof(T), node);
        var isOther = plan.Type == typeof(T) && plan.ClassIris.Count > 0 && !plan.ClassIris.Any(node.Types.Contains);
        return isOther || !plan.Type.IsAssignableTo(typeof(Entity))
            ? throw new JsonLdException(JsonLdErrorCode.EntityMismatch, $"The document is not a {typeof(T).Name}.")
            : (T)(object)plan.Create(node);
    }

    /// <summary>Reads without expansion; null if the document is not plain.</summary>
    internal Node? Plainly(JsonNode document)
    {
        if (document is not JsonObject map)
        {
            return null;
        }

        Measure.Check(document, _options.Limits);
        return _plainContexts.Find(map["@context"], _options) is { } active
            ? new ReadPlain(active, new ContextProcessing(new Run(_options))).ReadDocument(map)
            : null;
    }

    private Node ReadFully(JsonNode document) =>
        JsonLdProcessor.Expand(document, _options) is [JsonObject only]
            ? ReadExpanded.Read(only)
            : throw new JsonLdException(JsonLdErrorCode.EntityMismatch, "The document is not a single node.");
}
