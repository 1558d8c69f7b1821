using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>A map while its entries are being compacted.</summary>
/// <param name="Active">The context for properties and values.</param>
/// <param name="TypeScoped">The context for types.</param>
/// <param name="Property">The property whose value the map is; null at the top level.</param>
/// <param name="Result">The entries compacted so far.</param>
internal readonly record struct MapInMaking(ActiveContext Active, ActiveContext TypeScoped, string? Property, JsonObject Result);

/// <summary>An entry of a map (JSON-LD 1.1 API section 6.1.2 steps 12.1 to 12.7).</summary>
internal sealed partial class CompactionRun
{
    private void CompactEntry(MapInMaking map, string key, JsonNode? value)
    {
        switch (key)
        {
            case "@id":
                map.Result[CompactIri(map.Active, key)] =
                    Shape.Text(value) is { } id ? CompactIri(map.Active, id, vocab: false) : value?.DeepClone();
                break;
            case "@type":
                CompactTypes(map, value);
                break;
            case "@reverse":
                CompactReverse(map, value);
                break;
            case "@preserve":
                if (value is not JsonArray { Count: 0 })
                {
                    map.Result[key] = Compact(map.Active, map.Property, value);
                }

                break;
            case "@index" when map.Active.Find(map.Property)?.Containers.HasFlag(Containers.Index) == true:
                break;
            case "@direction" or "@index" or "@language" or "@value":
                map.Result[CompactIri(map.Active, key)] = value?.DeepClone();
                break;
            default:
                CompactProperty(map, key, value);
                break;
        }
    }

    /// <summary>Step 12.2.</summary>
    private void CompactTypes(MapInMaking map, JsonNode? value)
    {
        var alias = CompactIri(map.Active, "@type");
        var isSet = !run.Is10 && map.Active.Find(alias)?.Containers.HasFlag(Containers.Set) == true;
        var types = Entries.AsTexts(value).Select(type => (JsonNode)CompactIri(map.TypeScoped, type)).ToArray();
        var asArray = isSet || !run.Options.CompactArrays;
        map.Result.AddValue(alias, types.Length == 1 ? types[0] : new JsonArray(types), asArray || types.Length == 0);
    }

    /// <summary>Step 12.3: reverse properties that have a term are written beside the others.</summary>
    private void CompactReverse(MapInMaking map, JsonNode? value)
    {
        if (Compact(map.Active, "@reverse", value) is not JsonObject compacted)
        {
            return;
        }

        foreach (var property in compacted.Select(entry => entry.Key).ToList())
        {
            if (map.Active.Find(property) is { IsReverse: true } term)
            {
                var asArray = term.Containers.HasFlag(Containers.Set) || !run.Options.CompactArrays;
                map.Result.AddValue(property, compacted.Take(property), asArray);
            }
        }

        if (compacted.Count > 0)
        {
            map.Result[CompactIri(map.Active, "@reverse")] = compacted;
        }
    }

    /// <summary>Steps 12.7 and 12.8.</summary>
    private void CompactProperty(MapInMaking map, string property, JsonNode? value)
    {
        var reverse = map.Property == "@reverse";
        if (value is JsonArray { Count: 0 })
        {
            var term = CompactIri(map.Active, property, value, reverse: reverse);
            NestFor(map, term).AddValue(term, new JsonArray(), asArray: true);
            return;
        }

        foreach (var item in Entries.AsItems(value))
        {
            var term = CompactIri(map.Active, property, item, reverse: reverse);
            CompactItem(map.Active, NestFor(map, term), term, item);
        }
    }

    /// <summary>Step 12.8.2: the map that contains a property, perhaps one under @nest.</summary>
    private JsonObject NestFor(MapInMaking map, string term)
    {
        if (map.Active.Find(term)?.Nest is not { } nest)
        {
            return map.Result;
        }

        return nest == "@nest" || contexts.ExpandIri(map.Active, nest) == "@nest"
            ? map.Result.MapAt(nest)
            : throw new JsonLdException(JsonLdErrorCode.InvalidNestValue, "A term is nested under something that is not @nest.");
    }
}
