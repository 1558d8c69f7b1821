using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>One value of a property (JSON-LD 1.1 API section 6.1.2 steps 12.8.4 to 12.8.8 and 12.8.10).</summary>
internal sealed partial class CompactionRun
{
    private void CompactItem(ActiveContext active, JsonObject nest, string term, JsonNode? item)
    {
        var containers = active.Find(term)?.Containers ?? Containers.None;
        var place = new Place(nest, term, containers.HasFlag(Containers.Set) || term is "@graph" or "@list" || !run.Options.CompactArrays);
        var isGraph = Shape.IsGraphObject(item);
        var inner = item is not JsonObject map ? item : Shape.IsListObject(map) ? map["@list"] : isGraph ? map["@graph"] : map;
        var compacted = Compact(active, term, inner);
        if (Shape.IsListObject(item))
        {
            PlaceList(active, place, containers, item!.AsObject(), compacted);
        }
        else if (isGraph)
        {
            PlaceGraph(active, place, containers, item!.AsObject(), compacted);
        }
        else if ((containers & (Containers.Language | Containers.Index | Containers.Id | Containers.Type)) != 0
            && !containers.HasFlag(Containers.Graph))
        {
            PlaceInMap(active, place, containers, item as JsonObject, compacted);
        }
        else
        {
            place.Add(compacted);
        }
    }

    /// <summary>Step 12.8.7.</summary>
    private void PlaceList(ActiveContext active, Place place, Containers containers, JsonObject item, JsonNode? compacted)
    {
        var list = Entries.AsArray(compacted);
        if (containers.HasFlag(Containers.List))
        {
            if (place.Nest.ContainsKey(place.Term))
            {
                throw new JsonLdException(JsonLdErrorCode.CompactionToListOfLists,
                    "A property with a list container has more than one list.");
            }

            place.Nest[place.Term] = list;
            return;
        }

        var result = new JsonObject { [CompactIri(active, "@list")] = list };
        if (item.TryGetPropertyValue("@index", out var index))
        {
            result[CompactIri(active, "@index")] = index?.DeepClone();
        }

        place.Add(result);
    }

    /// <summary>Step 12.8.8.</summary>
    private void PlaceGraph(ActiveContext active, Place place, Containers containers, JsonObject item, JsonNode? compacted)
    {
        var id = Shape.Text(item["@id"]);
        if (containers.HasFlag(Containers.Graph | Containers.Id))
        {
            var key = id is null ? CompactIri(active, "@none") : CompactIri(active, id, vocab: false);
            place.AddUnder(key, compacted);
        }
        else if (containers.HasFlag(Containers.Graph | Containers.Index) && id is null)
        {
            place.AddUnder(Shape.Text(item["@index"]) ?? CompactIri(active, "@none"), compacted);
        }
        else if (containers.HasFlag(Containers.Graph) && id is null)
        {
            place.Add(compacted is JsonArray { Count: > 1 } ? new JsonObject { [CompactIri(active, "@included")] = compacted } : compacted);
        }
        else
        {
            var graph = new JsonObject { [CompactIri(active, "@graph")] = compacted };
            if (id is not null)
            {
                graph[CompactIri(active, "@id")] = CompactIri(active, id, vocab: false);
            }

            if (item.TryGetPropertyValue("@index", out var index))
            {
                graph[CompactIri(active, "@index")] = index?.DeepClone();
            }

            place.Add(graph);
        }
    }

    /// <summary>Where a compacted value is added: a term in a map, whose value may itself be a map of values.</summary>
    private readonly record struct Place(JsonObject Nest, string Term, bool AsArray)
    {
        public void Add(JsonNode? value) => Nest.AddValue(Term, value, AsArray);

        public void AddUnder(string key, JsonNode? value) => Nest.MapAt(Term).AddValue(key, value, AsArray);
    }
}
