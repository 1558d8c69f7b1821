using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Entities;

/// <summary>
/// Reads a plain document with its active context, without expanding it first. Documents that are not plain must be expanded: those with
/// any keyword except @id and @type, embedded or scoped contexts, maps other than by language, or lists of lists.
/// </summary>
internal sealed class ReadPlain(ActiveContext active, ContextProcessing contexts)
{
    private const Containers NotPlain = Containers.Graph | Containers.Id | Containers.Index | Containers.Type;

    /// <summary>The same node that expansion would produce; null if the document is not plain.</summary>
    public Node? ReadDocument(JsonObject document) => Read(document, isTop: true) is { IsBare: false } node ? node : null;

    private Node? Read(JsonObject map, bool isTop)
    {
        var node = new Node();
        var hasId = false;
        foreach (var (key, value) in map)
        {
            if (isTop && key == "@context")
            {
                continue;
            }

            var property = contexts.ExpandIri(active, key);
            if (property == "@id" && !hasId && Shape.Text(value) is { } id)
            {
                node.Id = contexts.ExpandIri(active, id, vocab: false, documentRelative: true);
                hasId = true;
            }
            else if (Keywords.Contains(property) || (key == "@context"))
            {
                if (property != "@type" || node.Types.Count > 0 || !ReadTypes(node, value))
                {
                    return null;
                }
            }
            else if (property?.Contains(':') == true && value is not null && !ReadProperty(node, active.Find(key), property, value))
            {
                return null;
            }
        }

        return node;
    }

    private bool ReadTypes(Node node, JsonNode? value)
    {
        foreach (var item in Entries.AsItems(value))
        {
            if (Shape.Text(item) is not { } type || active.Find(type) is { HasContext: true })
            {
                return false;
            }

            if (contexts.ExpandIri(active, type, documentRelative: true) is not { } iri)
            {
                return false;
            }

            node.Types.Add(iri);
        }

        return node.Types.Count > 0;
    }

    private bool ReadProperty(Node node, TermDefinition? term, string property, JsonNode value)
    {
        if (term is { HasContext: true } or { IsReverse: true } or { Type: "@json" } or { Nest: not null }
            || (term?.Containers & NotPlain) > 0)
        {
            return false;
        }

        if (term?.Containers.HasFlag(Containers.Language) == true && value is JsonObject languages)
        {
            return ReadLanguages(node.Values(property), languages);
        }

        if (value is not JsonArray array)
        {
            return ReadValue(node, term, property, value);
        }

        node.Values(property);
        foreach (var item in array)
        {
            if (item is JsonArray || (item is not null && !ReadValue(node, term, property, item)))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadValue(Node node, TermDefinition? term, string property, JsonNode value)
    {
        if (value is JsonObject map)
        {
            var inner = Read(map, isTop: false);
            if (inner is not null)
            {
                node.Values(property).Add(new Item(inner));
            }

            return inner is not null;
        }

        node.Values(property).Add(Literal(term, value.AsValue()));
        return true;
    }

    /// <summary>Value Expansion (JSON-LD 1.1 API section 5.3.2).</summary>
    private Item Literal(TermDefinition? term, JsonValue value)
    {
        if (Shape.Text(value) is not { } text)
        {
            return new Item(null, value);
        }

        if (term?.Type is "@id" or "@vocab")
        {
            return new Item(new Node { Id = contexts.ExpandIri(active, text, vocab: term.Type == "@vocab", documentRelative: true) });
        }

        var isTyped = term?.Type is not (null or "@none");
        return new Item(null, value, text, isTyped ? null : term?.HasLanguage == true ? term.Language : active.Language);
    }

    /// <summary>A language map (section 5.1.2 step 13.7).</summary>
    private bool ReadLanguages(List<Item> items, JsonObject languages)
    {
        foreach (var (language, value) in languages)
        {
            var tag = contexts.ExpandIri(active, language) == "@none" ? null : language;
            foreach (var item in Entries.AsItems(value))
            {
                if (item is null)
                {
                    continue;
                }

                if (Shape.Text(item) is not { } text)
                {
                    return false;
                }

                items.Add(new Item(null, item.AsValue(), text, tag));
            }
        }

        return true;
    }
}
