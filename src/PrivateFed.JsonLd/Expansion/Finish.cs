using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Iris;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>Finishes a map whose entries are expanded (JSON-LD 1.1 API section 5.1.2 steps 15 to 20).</summary>
internal sealed partial class ExpansionRun
{
    private static JsonNode? Finish(JsonObject result, string? property)
    {
        JsonNode? finished = result;
        if (result.TryGetPropertyValue("@value", out var value))
        {
            finished = FinishValue(result, value) ? result : null;
        }
        else if (result.TryGetPropertyValue("@type", out var type))
        {
            if (type is not JsonArray)
            {
                result.Remove("@type");
                result["@type"] = new JsonArray(type);
            }
        }
        else if (result.ContainsKey("@set") || result.ContainsKey("@list"))
        {
            if (result.Count > (result.ContainsKey("@index") ? 2 : 1))
            {
                throw new JsonLdException(JsonLdErrorCode.InvalidSetOrListObject, "A set or a list has other entries.");
            }

            finished = result.ContainsKey("@set") ? result.Take("@set") : result;
        }

        return finished is JsonObject map && IsDropped(map, property) ? null : finished;
    }

    /// <summary>Steps 18 and 19: drops maps without information and free-floating values.</summary>
    private static bool IsDropped(JsonObject map, string? property) =>
        (map.Count == 1 && map.ContainsKey("@language"))
        || (property is null or "@graph"
            && (map.Count == 0 || map.ContainsKey("@value") || map.ContainsKey("@list") || (map.Count == 1 && map.ContainsKey("@id"))));

    /// <summary>Step 15.</summary>
    /// <returns>Whether the value is kept.</returns>
    private static bool FinishValue(JsonObject result, JsonNode? value)
    {
        var isTagged = result.ContainsKey("@language") || result.ContainsKey("@direction");
        if ((isTagged && result.ContainsKey("@type"))
            || result.Any(entry => entry.Key is not ("@direction" or "@index" or "@language" or "@type" or "@value")))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidValueObject, "A value object has an invalid combination of entries.");
        }

        var type = Shape.Text(result["@type"]);
        if (type == "@json")
        {
            return true;
        }

        if (value is null or JsonArray { Count: 0 })
        {
            return false;
        }

        if (value.GetValueKind() != JsonValueKind.String && result.ContainsKey("@language"))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidLanguageTaggedValue, "A value that is not a string has a language.");
        }

        if (result.ContainsKey("@type") && !Iri.IsAbsolute(type))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidTypedValue, "A value has a type that is not an IRI.");
        }

        return true;
    }
}
