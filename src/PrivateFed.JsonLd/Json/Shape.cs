using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Json;

/// <summary>Distinguishes the kinds of objects of JSON-LD 1.1 section 9 and API section 1.4 by their entries.</summary>
internal static class Shape
{
    public static bool IsScalar(JsonNode? node) => node is JsonValue;

    public static bool IsValueObject(JsonNode? node) => node is JsonObject o && o.ContainsKey("@value");

    public static bool IsListObject(JsonNode? node) => node is JsonObject o && o.ContainsKey("@list");

    /// <summary>A node object: a map that is neither a value, a list nor a set.</summary>
    public static bool IsNodeObject(JsonNode? node) =>
        node is JsonObject o && !o.ContainsKey("@value") && !o.ContainsKey("@list") && !o.ContainsKey("@set");

    public static bool IsGraphObject(JsonNode? node) =>
        node is JsonObject o && o.ContainsKey("@graph") && o.All(entry => entry.Key is "@graph" or "@id" or "@index");

    public static bool IsSimpleGraphObject(JsonNode? node) => IsGraphObject(node) && !node!.AsObject().ContainsKey("@id");

    /// <summary>The text of a JSON string; null for everything else.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool TryBoolean(JsonNode? node, out bool value)
    {
        var kind = node?.GetValueKind();
        value = kind == JsonValueKind.True;
        return kind is JsonValueKind.True or JsonValueKind.False;
    }
}
