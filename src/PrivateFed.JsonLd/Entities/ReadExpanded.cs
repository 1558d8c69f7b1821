using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Entities;

/// <summary>Reads a node from a document in expanded form.</summary>
internal static class ReadExpanded
{
    public static Node Read(JsonObject map)
    {
        var node = new Node { Id = Shape.Text(map["@id"]) };
        node.Types.AddRange(Entries.AsTexts(map["@type"]));
        foreach (var (property, values) in map)
        {
            if (!Keywords.Contains(property))
            {
                AddAll(node.Values(property), values);
            }
        }

        return node;
    }

    private static void AddAll(List<Item> items, JsonNode? values)
    {
        foreach (var value in Entries.AsItems(values).OfType<JsonObject>())
        {
            if (value.TryGetPropertyValue("@list", out var list))
            {
                AddAll(items, list);
            }
            else if (value.TryGetPropertyValue("@value", out var literal))
            {
                items.Add(new Item(null, literal as JsonValue, Shape.Text(literal), Shape.Text(value["@language"])));
            }
            else
            {
                items.Add(new Item(Read(value)));
            }
        }
    }
}
