using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Iris;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>The IRI mapping of a term (JSON-LD 1.1 API section 4.2.2 steps 13 to 18).</summary>
internal sealed partial class ContextProcessing
{
    /// <summary>Step 13, as corrected by candidate correction 3: the following steps apply to reverse properties too.</summary>
    /// <returns>False for a term to be ignored.</returns>
    private bool ReadReverse(TermDefinition definition, ActiveContext active, LocalContext local, JsonObject entries)
    {
        if (entries.ContainsKey("@id") || entries.ContainsKey("@nest"))
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidReverseProperty, "A reverse property has @id or @nest.");
        }

        var reverse = Shape.Text(entries["@reverse"]) ?? throw InvalidMapping("@reverse is not a string.");
        if (Keywords.HasForm(reverse))
        {
            return false;
        }

        definition.Iri = ExpandIri(active, reverse, local: local);
        if (!Iri.IsAbsoluteOrBlank(definition.Iri))
        {
            throw InvalidMapping("@reverse is not an IRI.");
        }

        if (Shape.Text(entries["@container"]) is not ("@set" or "@index") && entries["@container"] is not null)
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidReverseProperty, "A reverse property is neither a set nor an index.");
        }

        definition.IsReverse = true;
        return true;
    }

    /// <summary>Steps 14 to 18.</summary>
    /// <returns>False for a term to be ignored.</returns>
    private bool ReadId(TermDefinition definition, ActiveContext active, LocalContext local, string term, JsonObject entries, bool isSimple)
    {
        if (entries.TryGetPropertyValue("@id", out var id) && Shape.Text(id) != term)
        {
            return id is null || MapToId(definition, active, local, term, id, isSimple);
        }

        definition.Iri = term.IndexOf(':', 1) > 0 ? MapToCompactIri(active, local, term)
            : term.Contains('/') ? MapToRelative(active, term)
            : term == "@type" ? term
            : active.Vocab is not null ? Join(active.Vocab, term)
            : throw InvalidMapping("A term has no IRI.");
        return true;
    }

    /// <summary>Step 14.2.</summary>
    private bool MapToId(TermDefinition definition, ActiveContext active, LocalContext local, string term, JsonNode id, bool isSimple)
    {
        var text = Shape.Text(id) ?? throw InvalidMapping("@id is not a string.");
        if (!Keywords.Contains(text) && Keywords.HasForm(text))
        {
            return false;
        }

        var iri = definition.Iri = ExpandIri(active, text, local: local);
        if (iri == "@context")
        {
            throw new JsonLdException(JsonLdErrorCode.InvalidKeywordAlias, "@context cannot have an alias.");
        }

        if (!Keywords.Contains(iri) && !Iri.IsAbsoluteOrBlank(iri))
        {
            throw InvalidMapping("A term is mapped to something other than an IRI, a blank node identifier or a keyword.");
        }

        if (term.AsSpan(1).TrimEnd(':').Contains(':') || term.Contains('/'))
        {
            local.Defined[term] = true;
            if (ExpandIri(active, term, local: local) != iri)
            {
                throw InvalidMapping("A term in the form of an IRI is mapped to another IRI.");
            }
        }
        else if (isSimple && !term.Contains(':'))
        {
            definition.IsPrefix = Iri.IsBlankNode(iri) || Iri.EndsWithDelimiter(iri!);
        }

        return true;
    }

    /// <summary>Step 15.</summary>
    private string MapToCompactIri(ActiveContext active, LocalContext local, string term)
    {
        var colon = term.IndexOf(':', 1);
        var prefix = term[..colon];
        if (local.Entries.ContainsKey(prefix))
        {
            CreateTerm(active, local, prefix);
        }

        return active.Find(prefix)?.Iri is { } iri ? Join(iri, term[(colon + 1)..]) : term;
    }

    /// <summary>Step 16.</summary>
    private string MapToRelative(ActiveContext active, string term)
    {
        var iri = ExpandIri(active, term);
        return Iri.IsAbsolute(iri) ? iri! : throw InvalidMapping("A term in the form of a relative reference does not resolve to an IRI.");
    }
}
