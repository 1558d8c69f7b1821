using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>The Compaction Algorithm (JSON-LD 1.1 API section 6.1.2).</summary>
internal sealed partial class CompactionRun(Run run, ContextProcessing contexts)
{
    /// <summary>Compacts an expanded document and adds the context to it (section 9.1, compact() steps 10 to 12).</summary>
    public JsonObject CompactDocument(ActiveContext active, JsonNode? context, JsonArray expanded)
    {
        var compacted = Compact(active, null, expanded);
        if (compacted is JsonArray array)
        {
            compacted = array.Count == 0 ? new JsonObject() : new JsonObject { [CompactIri(active, "@graph")] = array };
        }

        var result = compacted as JsonObject ?? [];
        if (context is null or JsonObject { Count: 0 } or JsonArray { Count: 0 })
        {
            return result;
        }

        result.Insert(0, "@context", context.DeepClone());
        return result;
    }

    private JsonNode? Compact(ActiveContext active, string? property, JsonNode? element) => element switch
    {
        JsonArray array => CompactArray(active, property, array),
        JsonObject map => CompactMap(active, property, map),
        _ => element?.DeepClone(),
    };

    /// <summary>Step 3.</summary>
    private JsonNode? CompactArray(ActiveContext active, string? property, JsonArray array)
    {
        var result = new JsonArray();
        foreach (var item in array)
        {
            if (Compact(active, property, item) is { } compacted)
            {
                result.Add(compacted);
            }
        }

        var staysArray = result.Count != 1
            || !run.Options.CompactArrays
            || property is "@graph" or "@set"
            || (active.Find(property)?.Containers & (Containers.List | Containers.Set)) > 0;
        return staysArray ? result : result.TakeItems()[0];
    }

    /// <summary>Steps 5 to 13.</summary>
    private JsonNode? CompactMap(ActiveContext active, string? property, JsonObject map)
    {
        // Step 1 keeps the context before step 5 reverts it; step 6 looks up the property in the original context.
        var typeScoped = active;
        var scope = active.Find(property);
        if (active.Previous is not null && !map.ContainsKey("@value") && !(map.Count == 1 && map.ContainsKey("@id")))
        {
            active = active.Previous;
        }

        if (scope is { HasContext: true })
        {
            active = contexts.Process(active, scope.Context, new ContextSettings(scope.ContextUrl) { OverrideProtected = true });
        }

        // Step 7.
        var term = active.Find(property);
        if (map.ContainsKey("@value") || map.ContainsKey("@id"))
        {
            var value = CompactValue(active, property, map);
            if (term?.Type == "@json" || value is not JsonObject)
            {
                return value;
            }
        }

        // Step 8.
        if (Shape.IsListObject(map) && term?.Containers.HasFlag(Containers.List) == true)
        {
            return Compact(active, property, map["@list"]);
        }

        active = ApplyTypeScopes(active, typeScoped, map);
        var result = new JsonObject();
        foreach (var (key, value) in run.InOrder(map))
        {
            CompactEntry(new MapInMaking(active, typeScoped, property, result), key, value);
        }

        return result;
    }

    /// <summary>Step 11.</summary>
    private ActiveContext ApplyTypeScopes(ActiveContext active, ActiveContext typeScoped, JsonObject map)
    {
        var context = active;
        var types = Entries.AsTexts(map["@type"]).ConvertAll(type => CompactIri(context, type));
        foreach (var type in types.Order(CodePointOrder.Instance))
        {
            if (typeScoped.Find(type) is { HasContext: true } scope)
            {
                active = contexts.Process(active, scope.Context, new ContextSettings(scope.ContextUrl) { Propagate = false });
            }
        }

        return active;
    }
}
