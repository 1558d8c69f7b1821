using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Iris;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>IRI Compaction (JSON-LD 1.1 API section 6.2.2).</summary>
internal sealed partial class CompactionRun
{
    /// <summary>The shortest text for an IRI or a keyword.</summary>
    /// <param name="active">The active context.</param>
    /// <param name="iri">The IRI or the keyword.</param>
    /// <param name="value">The value, if the IRI is a property; decides among several terms.</param>
    /// <param name="vocab">Whether the IRI is a property, a type or a keyword, for which terms can be used.</param>
    /// <param name="reverse">Whether it is a reverse property.</param>
    private string CompactIri(ActiveContext active, string iri, JsonNode? value = null, bool vocab = true, bool reverse = false)
    {
        if (vocab && active.Inverse.Knows(iri) && SelectTerm(active, iri, value, reverse) is { } term)
        {
            return term;
        }

        // Step 5.
        if (vocab && active.Vocab is { Length: > 0 } vocabulary && iri.Length > vocabulary.Length
            && iri.StartsWith(vocabulary, StringComparison.Ordinal)
            && active.Find(iri[vocabulary.Length..]) is null)
        {
            return iri[vocabulary.Length..];
        }

        return MakeCompactIri(active, iri, value) ?? WithoutTerm(active, iri, vocab);
    }

    /// <summary>Steps 6 to 8.</summary>
    private static string? MakeCompactIri(ActiveContext active, string iri, JsonNode? value)
    {
        string? best = null;
        foreach (var (prefix, start) in active.Inverse.Prefixes)
        {
            if (iri.Length <= start.Length || !iri.StartsWith(start, StringComparison.Ordinal))
            {
                continue;
            }

            var candidate = $"{prefix}:{iri.AsSpan(start.Length)}";
            var meaning = active.Find(candidate);
            var isUsable = meaning is null || (meaning.Iri == iri && value is null);
            if (isUsable && (best is null || CodePointOrder.ShortestFirst(candidate, best) < 0))
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>Steps 9 to 11.</summary>
    private static string WithoutTerm(ActiveContext active, string iri, bool vocab)
    {
        var scheme = Iri.SchemeLength(iri);
        if (scheme > 0 && !iri.AsSpan(scheme + 1).StartsWith("//") && active.Find(iri[..scheme]) is { IsPrefix: true })
        {
            throw new JsonLdException(JsonLdErrorCode.IriConfusedWithPrefix, "An IRI would be read as a compact IRI with a prefix.");
        }

        if (vocab)
        {
            return iri;
        }

        var relative = Reference.Relativise(active.Base, iri);
        return Keywords.HasForm(relative) ? "./" + relative : relative;
    }
}
