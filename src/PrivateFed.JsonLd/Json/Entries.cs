using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Json;

/// <summary>Putting values into maps. A node has one parent only, so what is put somewhere is either new or taken out of where it
/// was.</summary>
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

    /// <summary>The items of an array, taken out of it so that they can be put elsewhere.</summary>
    public static List<JsonNode?> TakeItems(this JsonArray array)
    {
        var items = new List<JsonNode?>(array);
        array.Clear();
        return items;
    }

    /// <summary>The value as items: those of an array (taken out of it), the one value, or none for null.</summary>
    public static List<JsonNode?> TakeAsList(JsonNode? value) => value switch
    {
        null => [],
        JsonArray array => array.TakeItems(),
        _ => [value],
    };

    /// <summary>The texts among a value or its items; nothing is taken out.</summary>
    public static List<string> AsTexts(JsonNode? value) => value switch
    {
        JsonArray array => [.. array.Select(Shape.Text).OfType<string>()],
        _ => Shape.Text(value) is { } text ? [text] : [],
    };

    /// <summary>The items of an array, or the one value; nothing is taken out.</summary>
    public static IReadOnlyList<JsonNode?> AsItems(JsonNode? value) => value is JsonArray array ? [.. array] : [value];

    public static JsonArray AsArray(JsonNode? value) => value as JsonArray ?? [value];

    /// <summary>Takes an entry out of a map and returns its value.</summary>
    public static JsonNode? Take(this JsonObject map, string key)
    {
        map.Remove(key, out var value);
        return value;
    }

    /// <summary>The map under a key, made if there is none.</summary>
    public static JsonObject MapAt(this JsonObject map, string key)
    {
        if (map[key] is JsonObject found)
        {
            return found;
        }

        var made = new JsonObject();
        map[key] = made;
        return made;
    }

    private static JsonArray MakeArray(this JsonObject map, string key)
    {
        if (map.TryGetPropertyValue(key, out var present) && present is JsonArray array)
        {
            return array;
        }

        var had = map.Remove(key, out var value);
        var made = had ? new JsonArray(value) : [];
        map[key] = made;
        return made;
    }
}
