using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Iris;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>The entries of a term definition beside its IRI (JSON-LD 1.1 API section 4.2.2 steps 12 and 19 to 26).</summary>
internal sealed partial class ContextProcessing
{
    /// <summary>Step 12.</summary>
    private void ReadType(TermDefinition definition, ActiveContext active, LocalContext local, JsonObject entries)
    {
        if (!entries.TryGetPropertyValue("@type", out var value))
        {
            return;
        }

        var text = Shape.Text(value) ?? throw InvalidType("@type of a term is not a string.");
        var type = ExpandIri(active, text, local: local);
        var isAllowed = type switch
        {
            "@id" or "@vocab" => true,
            "@json" or "@none" => !run.Is10,
            _ => Iri.IsAbsolute(type),
        };
        definition.Type = isAllowed ? type : throw InvalidType("@type of a term is neither an IRI nor @id, @json, @none or @vocab.");
    }

    /// <summary>Step 19. Containers of a reverse property were checked in step 13.</summary>
    private void ReadContainer(TermDefinition definition, JsonObject entries)
    {
        if (!entries.TryGetPropertyValue("@container", out var value))
        {
            return;
        }

        definition.Containers = ContainerEntry.Read(value, run.Is10);
        if (definition.Containers.HasFlag(Containers.Type))
        {
            definition.Type ??= "@id";
            if (definition.Type is not ("@id" or "@vocab"))
            {
                throw InvalidType("A type map has values that are not nodes.");
            }
        }
    }

    /// <summary>Step 20.</summary>
    private void ReadIndex(TermDefinition definition, ActiveContext active, LocalContext local, JsonObject entries)
    {
        if (!entries.TryGetPropertyValue("@index", out var value))
        {
            return;
        }

        var index = Shape.Text(value);
        if (run.Is10 || !definition.Containers.HasFlag(Containers.Index) || !Iri.IsAbsolute(ExpandIri(active, index, local: local)))
        {
            throw InvalidTerm("@index of a term is not a property, or the term has no @index container.");
        }

        definition.Index = index;
    }

    /// <summary>Step 21.</summary>
    private void ReadScopedContext(TermDefinition definition, ActiveContext active, LocalContext local, JsonObject entries)
    {
        if (!entries.TryGetPropertyValue("@context", out var context))
        {
            return;
        }

        if (run.Is10)
        {
            throw InvalidTerm("Scoped contexts do not exist in JSON-LD 1.0.");
        }

        try
        {
            Process(active, context, local.Settings with { OverrideProtected = true, Propagate = true, ValidateScoped = false });
        }
        catch (JsonLdException e) when (!e.IsLimit)
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidScopedContext, "A scoped context is not valid: " + e.Message, e);
        }

        (definition.HasContext, definition.Context, definition.ContextUrl) = (true, context, local.Settings.BaseUrl);
    }

    /// <summary>Steps 22 and 23.</summary>
    private static void ReadLanguage(TermDefinition definition, JsonObject entries)
    {
        if (entries.ContainsKey("@type"))
        {
            return;
        }

        if (entries.TryGetPropertyValue("@language", out var language))
        {
            definition.HasLanguage = true;
            definition.Language = language is null ? null
                : Shape.Text(language)
                    ?? throw new JsonLdException(JsonLdErrorCode.InvalidLanguageMapping, "@language of a term is not a string.");
        }

        if (entries.TryGetPropertyValue("@direction", out var direction))
        {
            definition.HasDirection = true;
            definition.Direction = ReadDirection(direction);
        }
    }

    /// <summary>Step 24.</summary>
    private void ReadNest(TermDefinition definition, JsonObject entries)
    {
        if (!entries.TryGetPropertyValue("@nest", out var value))
        {
            return;
        }

        if (run.Is10)
        {
            throw InvalidTerm("@nest does not exist in JSON-LD 1.0.");
        }

        definition.Nest = Shape.Text(value);
        if (definition.Nest is null || (Keywords.Contains(definition.Nest) && definition.Nest != "@nest"))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidNestValue, "@nest of a term is neither @nest nor a term.");
        }
    }

    /// <summary>Step 25.</summary>
    private void ReadPrefix(TermDefinition definition, string term, JsonObject entries)
    {
        if (!entries.TryGetPropertyValue("@prefix", out var value))
        {
            return;
        }

        if (run.Is10 || term.Contains(':') || term.Contains('/'))
        {
            throw InvalidTerm("A term in the form of an IRI cannot be a prefix.");
        }

        definition.IsPrefix = Shape.TryBoolean(value, out var isPrefix)
            ? isPrefix
            : throw new JsonLdException(JsonLdErrorCode.InvalidPrefixValue, "@prefix is neither true nor false.");
        if (isPrefix && Keywords.Contains(definition.Iri))
        {
            throw InvalidTerm("A keyword cannot be a prefix.");
        }
    }

    /// <summary>Step 26.</summary>
    private static void CheckEntries(JsonObject entries)
    {
        foreach (var (key, _) in entries)
        {
            if (key is not ("@id" or "@reverse" or "@container" or "@context" or "@direction" or "@index" or "@language" or "@nest"
                or "@prefix" or "@protected" or "@type"))
            {
                throw InvalidTerm("A term's definition has an unknown entry.");
            }
        }
    }

    private static JsonLdException InvalidType(string sentence) => new(JsonLdErrorCode.InvalidTypeMapping, sentence);
}
