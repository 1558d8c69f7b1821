using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Expansion;

/// <summary>An entry whose key is a keyword (JSON-LD 1.1 API section 5.1.2 step 13.4).</summary>
internal sealed partial class ExpansionRun
{
    private void ExpandKeyword(ActiveContext active, string keyword, JsonNode? value, NodeInMaking node)
    {
        // Steps 13.4.1 and 13.4.2.
        if (node.Property == "@reverse")
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidReversePropertyMap, "@reverse has a keyword as a property.");
        }

        var result = node.Result;
        if (result.ContainsKey(keyword) && (run.Is10 || keyword is not ("@included" or "@type")))
        {
            throw new JsonLdException(JsonLdErrorCode.CollidingKeywords, $"A node has {keyword} more than once.");
        }

        switch (keyword)
        {
            case "@value":
                result["@value"] = ExpandValueEntry(value, node.InputType == "@json");
                return;
            case "@id":
                // An @id in the form of a keyword becomes null, and is kept to show that.
                var id = Text(value, JsonLdErrorCode.InvalidIdValue, keyword);
                result["@id"] = contexts.ExpandIri(active, id, vocab: false, documentRelative: true);
                return;
            case "@type":
                ExpandTypes(value, node);
                return;
            case "@included":
                ExpandIncluded(active, value, node);
                return;
            case "@reverse":
                ExpandReverse(active, value, node);
                return;
        }

        var expanded = keyword switch
        {
            "@graph" => Entries.AsArray(Expand(active, "@graph", value, node.BaseUrl) ?? new JsonArray()),
            "@language" => Text(value, JsonLdErrorCode.InvalidLanguageTaggedString, keyword),
            "@direction" => run.Is10 ? null : Direction(value),
            "@index" => Text(value, JsonLdErrorCode.InvalidIndexValue, keyword),
            "@list" => node.Property is null or "@graph" ? null
                : Entries.AsArray(Expand(active, node.Property, value, node.BaseUrl) ?? new JsonArray()),
            "@set" => Expand(active, node.Property, value, node.BaseUrl),
            _ => null,
        };
        if (expanded is not null)
        {
            result[keyword] = expanded;
        }
    }

    /// <summary>
    /// Step 13.4.4: types are expanded with the context before their own scoped contexts; the types of several keys are combined.
    /// </summary>
    private void ExpandTypes(JsonNode? value, NodeInMaking node)
    {
        var texts = Entries.AsTexts(value);
        if (value is null || texts.Count != (value is JsonArray array ? array.Count : 1))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidTypeValue, "@type is neither a string nor an array of strings.");
        }

        var types = texts.Select(text => contexts.ExpandIri(node.TypeScoped, text, documentRelative: true)).OfType<string>().ToList();
        if (value is JsonValue && types.Count == 1 && !node.Result.ContainsKey("@type"))
        {
            node.Result["@type"] = types[0];
            return;
        }

        // An empty array stays an empty array.
        node.Result.AddValue("@type", new JsonArray([.. types.Select(type => (JsonNode)type)]), asArray: true);
    }

    /// <summary>Step 13.4.6.</summary>
    private void ExpandIncluded(ActiveContext active, JsonNode? value, NodeInMaking node)
    {
        if (run.Is10)
        {
            return;
        }

        var items = Entries.TakeAsList(Expand(active, null, value, node.BaseUrl));
        if (items.Count == 0 && value is not JsonArray || !items.TrueForAll(Shape.IsNodeObject))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidIncludedValue, "@included has a value that is not a node.");
        }

        node.Result.AddValue("@included", new JsonArray([.. items]), asArray: true);
    }

    /// <summary>Step 13.4.7; null is kept, because the meaning of @type depends on whether there is a value.</summary>
    private JsonNode? ExpandValueEntry(JsonNode? value, bool isJson) =>
        value is null or JsonValue && !isJson ? value?.DeepClone()
        : isJson && !run.Is10 ? value?.DeepClone()
        : throw new JsonLdException(JsonLdErrorCode.InvalidValueObjectValue, "@value is neither a string, a number, true, false nor null.");

    /// <summary>Step 13.4.13: a property that is reversed twice is a normal property.</summary>
    private void ExpandReverse(ActiveContext active, JsonNode? value, NodeInMaking node)
    {
        if (value is not JsonObject)
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidReverseValue, "@reverse is not an object.");
        }

        if (Expand(active, "@reverse", value, node.BaseUrl) is not JsonObject reversed)
        {
            return;
        }

        foreach (var (property, items) in (reversed.Take("@reverse") as JsonObject)?.ToList() ?? [])
        {
            node.Result.AddValue(property, new JsonArray([.. Entries.TakeAsList(items)]), asArray: true);
        }

        foreach (var (property, items) in reversed.ToList())
        {
            AddReverse(node.Result.MapAt("@reverse"), property, Entries.TakeAsList(items));
        }
    }

    /// <summary>Step 13.4.9.</summary>
    private static string Direction(JsonNode? value) =>
        Shape.Text(value) is "ltr" or "rtl"
            ? Shape.Text(value)!
            : throw new JsonLdException(JsonLdErrorCode.InvalidBaseDirection, "@direction is neither \"ltr\" nor \"rtl\".");

    private static string Text(JsonNode? value, string code, string keyword) =>
        Shape.Text(value) ?? throw new JsonLdException(code, $"{keyword} is not a string.");
}
