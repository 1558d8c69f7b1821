using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>Selects the kind of term that fits a value best (JSON-LD 1.1 API section 6.2.2 step 4).</summary>
internal sealed partial class CompactionRun
{
    private string? SelectTerm(ActiveContext active, string iri, JsonNode? value, bool reverse)
    {
        if (value is JsonObject kept && kept["@preserve"] is { } preserved)
        {
            value = Entries.AsItems(preserved) is [var first, ..] ? first : null;
        }

        var map = value as JsonObject;
        var hasIndex = map?.ContainsKey("@index") == true;
        var containers = new List<string>();
        if (hasIndex && !Shape.IsGraphObject(map))
        {
            containers.AddRange(["@index", "@index@set"]);
        }

        var (kind, wanted) = reverse ? Reversed(containers)
            : Shape.IsListObject(map) ? OfList(map!, containers, hasIndex, DefaultLanguage(active))
            : Shape.IsGraphObject(map) ? OfGraph(map!, containers, hasIndex)
            : OfSingle(map, containers, hasIndex);

        // Steps 4.9 to 4.11.
        containers.Add("@none");
        if (!run.Is10 && !hasIndex)
        {
            containers.AddRange(["@index", "@index@set"]);
        }

        if (!run.Is10 && map is { Count: 1 } && map.ContainsKey("@value"))
        {
            containers.AddRange(["@language", "@language@set"]);
        }

        if (map?["@list"] is JsonArray { Count: 0 })
        {
            kind = "@any";
        }

        return active.Inverse.Select(iri, containers, kind, Preferred(active, wanted, map));
    }

    /// <summary>Steps 4.13 to 4.18.</summary>
    private List<string> Preferred(ActiveContext active, string wanted, JsonObject? map)
    {
        List<string> preferred = wanted == "@reverse" ? ["@reverse"] : [];
        if (wanted is "@id" or "@reverse" && Shape.Text(map?["@id"]) is { } id)
        {
            var isTerm = active.Find(CompactIri(active, id))?.Iri == id;
            preferred.AddRange(isTerm ? ["@vocab", "@id", "@none"] : ["@id", "@vocab", "@none"]);
        }
        else
        {
            preferred.AddRange([wanted, "@none"]);
        }

        preferred.Add("@any");
        preferred.AddRange([.. preferred.Where(value => value.Contains('_')).Select(value => value[value.IndexOf('_')..])]);
        return preferred;
    }

    /// <summary>Step 4.6.</summary>
    private static (string Kind, string Wanted) Reversed(List<string> containers)
    {
        containers.Add("@set");
        return ("@type", "@reverse");
    }

    /// <summary>Step 4.7: the most specific type or language that all items of a list have in common.</summary>
    private static (string Kind, string Wanted) OfList(JsonObject map, List<string> containers, bool hasIndex, string defaultLanguage)
    {
        if (!hasIndex)
        {
            containers.Add("@list");
        }

        var list = Entries.AsItems(map["@list"]);
        string? commonType = null;
        var commonLanguage = list.Count == 0 ? defaultLanguage : null;
        foreach (var item in list)
        {
            var (language, type) = LanguageAndType(item as JsonObject);
            commonLanguage = commonLanguage is null ? language
                : language != commonLanguage && Shape.IsValueObject(item) ? "@none" : commonLanguage;
            commonType = commonType is null || commonType == type ? type : "@none";
            if (commonLanguage == "@none" && commonType == "@none")
            {
                break;
            }
        }

        return commonType is not (null or "@none") ? ("@type", commonType) : ("@language", commonLanguage ?? "@none");
    }

    private static (string Language, string Type) LanguageAndType(JsonObject? item) =>
        item is null || !item.ContainsKey("@value") ? ("@none", "@id")
        : LanguageAndDirection(item) is { } tagged ? (tagged, "@none")
        : Shape.Text(item["@type"]) is { } type ? ("@none", type)
        : ("@null", "@none");

    /// <summary>Step 4.8.</summary>
    private static (string Kind, string Wanted) OfGraph(JsonObject map, List<string> containers, bool hasIndex)
    {
        string[] index = ["@graph@index", "@graph@index@set"];
        string[] id = ["@graph@id", "@graph@id@set"];
        var hasId = map.ContainsKey("@id");
        containers.AddRange(hasIndex ? index : []);
        containers.AddRange(hasId ? id : []);
        containers.AddRange(["@graph", "@graph@set", "@set"]);
        containers.AddRange(hasIndex ? [] : index);
        containers.AddRange(hasId ? [] : id);
        containers.AddRange(["@index", "@index@set"]);
        return ("@type", "@id");
    }

    /// <summary>Step 4.9 of a single value, a node, or none.</summary>
    private static (string Kind, string Wanted) OfSingle(JsonObject? map, List<string> containers, bool hasIndex)
    {
        var choice = ("@language", "@null");
        if (!Shape.IsValueObject(map))
        {
            choice = ("@type", "@id");
            containers.AddRange(["@id", "@id@set", "@type", "@set@type"]);
        }
        else if (!hasIndex && LanguageAndDirection(map!) is { } tagged)
        {
            choice = ("@language", tagged);
            containers.AddRange(["@language", "@language@set"]);
        }
        else if (Shape.Text(map!["@type"]) is { } type)
        {
            choice = ("@type", type);
        }

        containers.Add("@set");
        return choice;
    }
}
