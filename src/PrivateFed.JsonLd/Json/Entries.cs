using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Json;

/// <summary>
/// Adds values to maps. A JsonNode has only one parent, so a value must be new or removed from its old parent before it is added.
/// </summary>
internal static class Entries
{
    /// <summary>The macro "add value" (JSON-LD 1.1 API section 1.4.1). The value must have no parent.</summary>
    public static void AddValue(this JsonObject map, string key, JsonNode? value, bool asArray = false)
    {
        if (asArray && !(map.TryGetPropertyValue(key, out var present) && present is JsonArray))
        {
            map.MakeArray(key);
        }

        if (value is JsonArray values)
        {
            foreach (var item in values.TakeItems())
            {
                map.AddValue(key, item);
            }
        }
        else if (!map.ContainsKey(key))
        {
            map[key] = value;
        }
        else
        {
            map.MakeArray(key).Add(value);
        }
    }

    /// <summary>Removes and returns the items of an array, so that they can be added elsewhere.</summary>
    public static List<JsonNode?> TakeItems(this JsonArray array)
    {
        var items = new List<JsonNode?>(array);
        array.Clear();
        return items;
    }

    /// <summary>The value as a list: the items of an array (removed from it), the single value, or none for null.</summary>
    public static List<JsonNode?> TakeAsList(JsonNode? value) => value switch
    {
        null => [],
        JsonArray array => array.TakeItems(),
        _ => [value],
    };

    /// <summary>The strings among a value or its items; removes nothing.</summary>
    public static List<string> AsTexts(JsonNode? value) => value switch
    {
        JsonArray array => [.. array.Select(Shape.Text).OfType<string>()],
        _ => Shape.Text(value) is { } text ? [text] : [],
    };

    /// <summary>The items of an array, or the single value; removes nothing.</summary>
    public static IReadOnlyList<JsonNode?> AsItems(JsonNode? value) => value is JsonArray array ? [.. array] : [value];

    public static JsonArray AsArray(JsonNode? value) => value as JsonArray ?? [value];

    /// <summary>Removes an entry from a map and returns its value.</summary>
    public static JsonNode? Take(this JsonObject map, string key)
    {
        map.Remove(key, out var value);
        return value;
    }

    /// <summary>The map under a key, created if there is none.</summary>
    public static JsonObject MapAt(this JsonObject map, string key)
    {
        if (map[key] is JsonObject found)
        {
            return found;
        }

        var created = new JsonObject();
        map[key] = created;
        return created;
    }

    private static JsonArray MakeArray(this JsonObject map, string key)
    {
        if (map.TryGetPropertyValue(key, out var present) && present is JsonArray array)
        {
            return array;
        }

        var had = map.Remove(key, out var value);
        var created = had ? new JsonArray(value) : [];
        map[key] = created;
        return created;
    }
}
