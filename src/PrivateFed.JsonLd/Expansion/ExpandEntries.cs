using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>The entries of a map (JSON-LD 1.1 API section 5.1.2 steps 13 and 14).</summary>
internal sealed partial class ExpansionRun
{
    private void ExpandEntries(ActiveContext active, JsonObject map, NodeInMaking node)
    {
        List<string>? nests = null;
        foreach (var (key, value) in run.InOrder(map))
        {
            // Steps 13.1 to 13.3.
            var property = key == "@context" ? null : contexts.ExpandIri(active, key);
            if (property == "@nest" && node.Property != "@reverse")
            {
                (nests ??= []).Add(key);
            }
            else if (Keywords.Contains(property))
            {
                ExpandKeyword(active, property!, value, node);
            }
            else if (property?.Contains(':') == true)
            {
                ExpandProperty(active, key, property, value, node);
            }
        }

        foreach (var key in nests ?? [])
        {
            ExpandNest(active, key, map[key], node);
        }
    }

    /// <summary>Steps 13.5 to 13.14.</summary>
    private void ExpandProperty(ActiveContext active, string key, string property, JsonNode? value, NodeInMaking node)
    {
        var term = active.Find(key);
        var containers = term?.Containers ?? Containers.None;
        var expanded = term?.Type == "@json" ? new JsonObject { ["@value"] = value?.DeepClone(), ["@type"] = "@json" }
            : value is JsonObject languages && containers.HasFlag(Containers.Language) ? ExpandLanguageMap(active, term!, languages)
            : value is JsonObject map && (containers & (Containers.Index | Containers.Type | Containers.Id)) != 0
                ? ExpandIndexMap(active, key, term!, map, node.BaseUrl)
            : Expand(active, key, value, node.BaseUrl);
        if (expanded is null)
        {
            return;
        }

        if (containers.HasFlag(Containers.List) && !Shape.IsListObject(expanded))
        {
            expanded = new JsonObject { ["@list"] = Entries.AsArray(expanded) };
        }

        if (containers.HasFlag(Containers.Graph) && (containers & (Containers.Id | Containers.Index)) == 0)
        {
            var graphs = Entries.TakeAsList(expanded).Select(item => new JsonObject { ["@graph"] = Entries.AsArray(item) });
            expanded = new JsonArray([.. graphs]);
        }

        if (term?.IsReverse == true)
        {
            AddReverse(node.Result.MapAt("@reverse"), property, Entries.TakeAsList(expanded));
        }
        else
        {
            node.Result.AddValue(property, expanded, asArray: true);
        }
    }

    /// <summary>Steps 13.4.13.4 and 13.13.4.</summary>
    private static void AddReverse(JsonObject reverse, string property, List<JsonNode?> items)
    {
        foreach (var item in items)
        {
            if (Shape.IsValueObject(item) || Shape.IsListObject(item))
            {
                throw new JsonLdException(
                    JsonLdErrorCode.InvalidReversePropertyValue, "A reverse property has a value that is not a node.");
            }

            reverse.AddValue(property, item, asArray: true);
        }
    }

    /// <summary>Step 14, as corrected by candidate correction 1: @nest may have a context of its own.</summary>
    private void ExpandNest(ActiveContext active, string key, JsonNode? value, NodeInMaking node)
    {
        if (active.Find(key) is { HasContext: true } scope)
        {
            active = contexts.Process(active, scope.Context, new ContextSettings(scope.ContextUrl) { OverrideProtected = true });
        }

        foreach (var item in Entries.AsItems(value))
        {
            if (item is not JsonObject nested || nested.Any(entry => contexts.ExpandIri(active, entry.Key) == "@value"))
            {
                throw new JsonLdException(JsonLdErrorCode.InvalidNestValue, "@nest has a value that is not a node.");
            }

            ExpandEntries(active, nested, node);
        }
    }
}
