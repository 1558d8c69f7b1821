using PrivateFed.JsonLd.Iris;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>IRI Expansion (JSON-LD 1.1 API section 5.2).</summary>
internal sealed partial class ContextProcessing
{
    /// <summary>
    /// Expands a text to an IRI, a blank node identifier or a keyword. Null for a text without meaning; the text itself if nothing defines
    /// it.
    /// </summary>
    public string? ExpandIri(
        ActiveContext active, string? value, bool vocab = true, bool documentRelative = false, LocalContext? local = null)
    {
        // Steps 1 and 2.
        if (value is null || Keywords.Contains(value))
        {
            return value;
        }

        if (Keywords.HasForm(value))
        {
            return null;
        }

        run.Produce(local is null ? 0 : value.Length);

        // Steps 3 to 5.
        if (local is not null && local.MustDefine(value))
        {
            CreateTerm(active, local, value);
        }

        // An IRI with an authority cannot be a term for a keyword (section 4.2.2 step 14.2.4).
        if (!vocab && local is null && value.IndexOf(':') is > 0 and var colon && value.AsSpan(colon + 1).StartsWith("//"))
        {
            return value;
        }

        if (active.Find(value) is { } term && (vocab || Keywords.Contains(term.Iri)))
        {
            return term.Iri;
        }

        // Steps 6 to 9.
        return ExpandCompactIri(active, value, local)
            ?? (vocab && active.Vocab is not null ? Join(active.Vocab, value)
            : documentRelative ? ResolveAgainst(active.Base, value)
            : value);
    }

    private string Join(string start, string end)
    {
        run.Produce(start.Length + end.Length);
        return start + end;
    }

    private string ResolveAgainst(string? @base, string reference)
    {
        run.Produce(@base?.Length ?? 0);
        return Reference.Resolve(@base, reference);
    }

    /// <summary>Step 6; null if the text has no colon, or neither a prefix nor a scheme before it.</summary>
    private string? ExpandCompactIri(ActiveContext active, string value, LocalContext? local)
    {
        var colon = value.IndexOf(':', value.Length == 0 ? 0 : 1);
        if (colon < 0)
        {
            return null;
        }

        if (value.AsSpan(0, colon) is "_" || value.AsSpan(colon + 1).StartsWith("//"))
        {
            return value;
        }

        var prefix = value[..colon];
        if (local is not null && local.MustDefine(prefix))
        {
            CreateTerm(active, local, prefix);
        }

        return active.Find(prefix) is { IsPrefix: true, Iri: { } iri } ? Join(iri, value[(colon + 1)..])
            : Iri.IsAbsolute(value) ? value
            : null;
    }
}
