using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>Value Expansion (JSON-LD 1.1 API section 5.3.2).</summary>
internal sealed partial class ExpansionRun
{
    private JsonObject ExpandValue(ActiveContext active, string property, JsonNode value)
    {
        var term = active.Find(property);
        var text = Shape.Text(value);
        if (text is not null && term?.Type is "@id" or "@vocab")
        {
            return new JsonObject { ["@id"] = contexts.ExpandIri(active, text, vocab: term.Type == "@vocab", documentRelative: true) };
        }

        var result = new JsonObject { ["@value"] = value.DeepClone() };
        if (term?.Type is { } type and not ("@id" or "@vocab" or "@none"))
        {
            result["@type"] = type;
        }
        else if (text is not null)
        {
            var language = term?.HasLanguage == true ? term.Language : active.Language;
            var direction = term?.HasDirection == true ? term.Direction : active.Direction;
            if (language is not null)
            {
                result["@language"] = language;
            }

            if (direction is not null)
            {
                result["@direction"] = direction;
            }
        }

        return result;
    }
}
