using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>The Expansion Algorithm (JSON-LD 1.1 API section 5.1.2).</summary>
internal sealed partial class ExpansionRun(Run run, ContextProcessing contexts)
{
    /// <summary>The expanded form of an element: new nodes without a parent; null if nothing remains.</summary>
    public JsonNode? Expand(ActiveContext active, string? property, JsonNode? element, string? baseUrl, bool fromMap = false) =>
        element switch
        {
            null => null,
            JsonArray array => ExpandArray(active, property, array, baseUrl, fromMap),
            JsonObject map => ExpandMap(active, property, map, baseUrl, fromMap),
            _ => ExpandScalar(active, property, element),
        };

    /// <summary>Step 4.</summary>
    private JsonObject? ExpandScalar(ActiveContext active, string? property, JsonNode scalar)
    {
        if (property is null or "@graph")
        {
            return null;
        }

        if (active.Find(property) is { HasContext: true } scope)
        {
            active = contexts.Process(active, scope.Context, new ContextSettings(scope.ContextUrl));
        }

        return ExpandValue(active, property, scalar);
    }

    /// <summary>Step 5.</summary>
    private JsonArray ExpandArray(ActiveContext active, string? property, JsonArray array, string? baseUrl, bool fromMap)
    {
        var isList = active.Find(property) is { } term && term.Containers.HasFlag(Containers.List);
        var result = new JsonArray();
        foreach (var item in array)
        {
            var expanded = Expand(active, property, item, baseUrl, fromMap);
            if (isList && expanded is JsonArray)
            {
                expanded = new JsonObject { ["@list"] = expanded };
            }

            foreach (var value in Entries.TakeAsList(expanded))
            {
                result.Add(value);
            }
        }

        return result;
    }

    /// <summary>Steps 6 to 20.</summary>
    private JsonNode? ExpandMap(ActiveContext active, string? property, JsonObject map, string? baseUrl, bool fromMap)
    {
        // Step 3 looks up the property before step 7 reverts the context.
        var scope = active.Find(property);
        if (active.Previous is not null && !fromMap && !KeepsContext(active, map))
        {
            active = active.Previous;
        }

        if (scope is { HasContext: true })
        {
            active = contexts.Process(active, scope.Context, new ContextSettings(scope.ContextUrl) { OverrideProtected = true });
        }

        if (map.TryGetPropertyValue("@context", out var local))
        {
            active = contexts.Process(active, local, new ContextSettings(baseUrl));
        }

        // Steps 10 to 14.
        var typeScoped = active;
        var typeKeys = map.Select(entry => entry.Key).Where(key => contexts.ExpandIri(typeScoped, key) == "@type").ToList();
        typeKeys.Sort(CodePointOrder.Instance);
        active = ApplyTypeScopes(active, map, typeKeys);
        var node = new NodeInMaking(typeScoped, property, baseUrl) { InputType = InputType(active, map, typeKeys) };
        ExpandEntries(active, map, node);
        return Finish(node.Result, property);
    }

    /// <summary>Step 7: a value, or a reference, is not a node object of its own.</summary>
    private bool KeepsContext(ActiveContext active, JsonObject map) =>
        map.Any(entry => contexts.ExpandIri(active, entry.Key) is { } key && (key == "@value" || (key == "@id" && map.Count == 1)));

    /// <summary>Step 11.</summary>
    private ActiveContext ApplyTypeScopes(ActiveContext active, JsonObject map, List<string> typeKeys)
    {
        var typeScoped = active;
        foreach (var key in typeKeys)
        {
            var types = Entries.AsTexts(map[key]);
            foreach (var type in types.Order(CodePointOrder.Instance))
            {
                if (typeScoped.Find(type) is { HasContext: true } scope)
                {
                    active = contexts.Process(active, scope.Context, new ContextSettings(scope.ContextUrl) { Propagate = false });
                }
            }
        }

        return active;
    }

    /// <summary>Step 12: the last type under the first key, which determines whether a value is a JSON literal.</summary>
    private string? InputType(ActiveContext active, JsonObject map, List<string> typeKeys) =>
        typeKeys.Count == 0 ? null : contexts.ExpandIri(active, Entries.AsTexts(map[typeKeys[0]]).LastOrDefault());
}
