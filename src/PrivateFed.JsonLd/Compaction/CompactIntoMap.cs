using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>A value in a language, index, id or type map (JSON-LD 1.1 API section 6.1.2 step 12.8.9).</summary>
internal sealed partial class CompactionRun
{
    private void PlaceInMap(ActiveContext active, Place place, Containers containers, JsonObject? item, JsonNode? compacted)
    {
        string? key;
        if (containers.HasFlag(Containers.Language))
        {
            key = Shape.Text(item?["@language"]);
            compacted = item?.ContainsKey("@value") == true ? item["@value"]?.DeepClone() : compacted;
        }
        else if (containers.HasFlag(Containers.Index))
        {
            var index = active.Find(place.Term)?.Index ?? "@index";
            key = index == "@index"
                ? Shape.Text(item?["@index"])
                : TakeFirst(compacted, KeyOf(active, compacted, index));
        }
        else if (containers.HasFlag(Containers.Id))
        {
            key = Shape.Text((compacted as JsonObject)?.Take(CompactIri(active, "@id")));
        }
        else
        {
            key = TakeFirst(compacted, CompactIri(active, "@type"));
            compacted = AsReference(active, place.Term, item, compacted);
        }

        place.AddUnder(key ?? CompactIri(active, "@none"), compacted);
    }

    /// <summary>
    /// Step 12.8.9.6.1, as corrected by candidate correction 2: the key of the indexing property. Looked up by the key's meaning, because
    /// the choice among several terms depended on the value.
    /// </summary>
    private string KeyOf(ActiveContext active, JsonNode? compacted, string index)
    {
        var property = contexts.ExpandIri(active, index);
        var keys = (compacted as JsonObject)?.Select(entry => entry.Key);
        return keys?.FirstOrDefault(key => contexts.ExpandIri(active, key) == property) ?? index;
    }

    /// <summary>Steps 12.8.9.6.2 and 3: takes out the first string under a key; the other values remain.</summary>
    private static string? TakeFirst(JsonNode? compacted, string key)
    {
        if (compacted is not JsonObject map || !map.TryGetPropertyValue(key, out var value))
        {
            return null;
        }

        if (Shape.Text(value is JsonArray { Count: > 0 } array ? array[0] : value) is not { } first)
        {
            return null;
        }

        map.Remove(key);
        foreach (var other in Entries.TakeAsList(value).Skip(1))
        {
            map.AddValue(key, other);
        }

        return first;
    }

    /// <summary>Step 12.8.9.8.4: a node with nothing left but its id is a reference.</summary>
    private JsonNode? AsReference(ActiveContext active, string term, JsonObject? item, JsonNode? compacted) =>
        compacted is JsonObject { Count: 1 } map && contexts.ExpandIri(active, map.First().Key) == "@id" && item?["@id"] is { } id
            ? Compact(active, term, new JsonObject { ["@id"] = id.DeepClone() })
            : compacted;
}
