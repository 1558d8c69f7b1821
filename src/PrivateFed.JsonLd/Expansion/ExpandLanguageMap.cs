using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>A language map (JSON-LD 1.1 API section 5.1.2 step 13.7).</summary>
internal sealed partial class ExpansionRun
{
    private JsonArray ExpandLanguageMap(ActiveContext active, TermDefinition term, JsonObject map)
    {
        var result = new JsonArray();
        var direction = term.HasDirection ? term.Direction : active.Direction;
        foreach (var (language, value) in run.InOrder(map))
        {
            var hasLanguage = contexts.ExpandIri(active, language) != "@none";
            foreach (var item in Entries.AsItems(value))
            {
                if (item is null)
                {
                    continue;
                }

                var text = Shape.Text(item)
                    ?? throw new JsonLdException(JsonLdErrorCode.InvalidLanguageMapValue,
                        "A language map has a value that is not a string.");
                var expanded = new JsonObject { ["@value"] = text };
                if (hasLanguage)
                {
                    expanded["@language"] = language;
                }

                if (direction is not null)
                {
                    expanded["@direction"] = direction;
                }

                result.Add((JsonNode)expanded);
            }
        }

        return result;
    }
}
