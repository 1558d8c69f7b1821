using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Tests;

/// <summary>JSON-LD object comparison (JSON-LD 1.1 API section C.2): arrays are sets, except under @list; language tags know no
/// case.</summary>
internal static class JsonComparison
{
    public static bool Same(JsonNode? one, JsonNode? other, bool ordered = false) => (one, other) switch
    {
        (JsonObject a, JsonObject b) => a.Count == b.Count
            && a.All(entry => b.TryGetPropertyValue(entry.Key, out var value) && SameEntry(entry.Key, entry.Value, value)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && (ordered ? a.Zip(b).All(pair => Same(pair.First, pair.Second)) : SameSet(a, b)),
        (null, null) => true,
        (JsonValue a, JsonValue b) => SameScalar(a, b),
        _ => false,
    };

    private static bool SameEntry(string key, JsonNode? one, JsonNode? other) =>
        key == "@language" && one?.GetValueKind() == JsonValueKind.String && other?.GetValueKind() == JsonValueKind.String
            ? string.Equals(one.GetValue<string>(), other.GetValue<string>(), StringComparison.OrdinalIgnoreCase)
            : Same(one, other, key == "@list");

    private static bool SameSet(JsonArray one, JsonArray other)
    {
        var left = other.ToList();
        foreach (var item in one)
        {
            var at = left.FindIndex(candidate => Same(item, candidate));
            if (at < 0)
            {
                return false;
            }

            left.RemoveAt(at);
        }

        return true;
    }

    private static bool SameScalar(JsonValue one, JsonValue other)
    {
        if (one.GetValueKind() != other.GetValueKind())
        {
            return false;
        }

        return one.GetValueKind() == JsonValueKind.Number
            ? double.Parse(one.ToJsonString()).Equals(double.Parse(other.ToJsonString()))
            : one.ToJsonString() == other.ToJsonString();
    }
}
