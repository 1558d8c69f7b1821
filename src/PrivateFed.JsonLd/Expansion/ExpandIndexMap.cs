using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>An index, id or type map (JSON-LD 1.1 API section 5.1.2 step 13.8).</summary>
internal sealed partial class ExpansionRun
{
    private JsonArray ExpandIndexMap(ActiveContext active, string key, TermDefinition term, JsonObject map, string? baseUrl)
    {
        var result = new JsonArray();
        foreach (var (index, value) in run.InOrder(map))
        {
            var mapContext = MapContext(active, term, index);
            var expandedIndex = contexts.ExpandIri(active, index);
            foreach (var item in Entries.TakeAsList(Expand(mapContext, key, value, baseUrl, fromMap: true)))
            {
                result.Add((JsonNode)Indexed(active, term, index, expandedIndex, item!));
            }
        }

        return result;
    }

    /// <summary>Steps 13.8.3.1 to 13.8.3.3.</summary>
    private ActiveContext MapContext(ActiveContext active, TermDefinition term, string index)
    {
        var isType = term.Containers.HasFlag(Containers.Type);
        var context = isType || term.Containers.HasFlag(Containers.Id) ? active.Previous ?? active : active;
        return isType && context.Find(index) is { HasContext: true } scope
            ? contexts.Process(context, scope.Context, new ContextSettings(scope.ContextUrl))
            : context;
    }

    /// <summary>Step 13.8.3.7: adds to an item what its key in the map means.</summary>
    private JsonObject Indexed(ActiveContext active, TermDefinition term, string index, string? expandedIndex, JsonNode item)
    {
        var result = term.Containers.HasFlag(Containers.Graph) && !Shape.IsGraphObject(item)
            ? new JsonObject { ["@graph"] = Entries.AsArray(item) }
            : item.AsObject();
        if (expandedIndex == "@none")
        {
            return result;
        }

        if (term.Containers.HasFlag(Containers.Index))
        {
            if (term.Index is null or "@index")
            {
                result.TryAdd("@index", index);
            }
            else
            {
                AddIndexProperty(active, term.Index, index, result);
            }
        }
        else if (term.Containers.HasFlag(Containers.Id))
        {
            if (!result.ContainsKey("@id"))
            {
                result["@id"] = contexts.ExpandIri(active, index, vocab: false, documentRelative: true);
            }
        }
        else
        {
            result["@type"] = new JsonArray([expandedIndex, .. Entries.TakeAsList(result.Take("@type"))]);
        }

        return result;
    }

    /// <summary>Step 13.8.3.7.2.</summary>
    private void AddIndexProperty(ActiveContext active, string indexTerm, string index, JsonObject item)
    {
        var property = contexts.ExpandIri(active, indexTerm)!;
        var value = ExpandValue(active, indexTerm, JsonValue.Create(index));
        if (item.ContainsKey("@value"))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidValueObject, "A value cannot have a property as its index.");
        }

        item[property] = new JsonArray([value, .. Entries.TakeAsList(item.Take(property))]);
    }
}
