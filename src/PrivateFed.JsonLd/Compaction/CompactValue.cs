using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>Value Compaction (JSON-LD 1.1 API section 6.3.2).</summary>
internal sealed partial class CompactionRun
{
    private JsonNode? CompactValue(ActiveContext active, string? property, JsonObject value)
    {
        var term = active.Find(property);
        var hasIndex = value.ContainsKey("@index");
        var isIndexed = !hasIndex || term?.Containers.HasFlag(Containers.Index) == true;

        // Step 6.
        if (value.ContainsKey("@id") && value.Count == (hasIndex ? 2 : 1))
        {
            return isIndexed && term?.Type is "@id" or "@vocab" && Shape.Text(value["@id"]) is { } id
                ? CompactIri(active, id, vocab: term.Type == "@vocab")
                : WithCompactKeys(active, value);
        }

        // Steps 7 to 10.
        var type = Shape.Text(value["@type"]);
        var isMatched = type is not null ? type == term?.Type
            : term?.Type != "@none" && (value["@value"]?.GetValueKind() != JsonValueKind.String || IsTaggedAs(active, term, value));
        return isMatched && isIndexed && value.ContainsKey("@value") ? value["@value"]?.DeepClone() : WithCompactKeys(active, value);
    }

    /// <summary>Step 10: whether the property implies the language and direction of the value.</summary>
    private static bool IsTaggedAs(ActiveContext active, TermDefinition? term, JsonObject value) =>
        string.Equals(
            Shape.Text(value["@language"]), term?.HasLanguage == true ? term.Language : active.Language, StringComparison.OrdinalIgnoreCase)
        && Shape.Text(value["@direction"]) == (term?.HasDirection == true ? term.Direction : active.Direction);

    /// <summary>Steps 8.1 and 11.</summary>
    private JsonObject WithCompactKeys(ActiveContext active, JsonObject value)
    {
        var result = new JsonObject();
        foreach (var (key, entry) in value)
        {
            result[CompactIri(active, key)] =
                key == "@type" && Shape.Text(entry) is { } type ? CompactIri(active, type) : entry?.DeepClone();
        }

        return result;
    }
}
