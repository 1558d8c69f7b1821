namespace PrivateFed.JsonLd.Iris;

/// <summary>The five parts of an IRI reference (RFC 3986 section 3 and appendix B), unchanged: System.Uri would normalise them.</summary>
/// <param name="Scheme">Without the colon; null if there is none.</param>
/// <param name="Authority">Without the two slashes; null if there is none, which differs from an empty one.</param>
/// <param name="Path">Never null.</param>
/// <param name="Query">Without the question mark; null if there is none.</param>
/// <param name="Fragment">Without the number sign; null if there is none.</param>
internal readonly record struct IriParts(string? Scheme, string? Authority, string Path, string? Query, string? Fragment)
{
    public static IriParts Read(string text)
    {
        var schemeLength = Iri.SchemeLength(text);
        var rest = schemeLength == 0 ? text : text[(schemeLength + 1)..];
        var fragment = CutFrom(ref rest, '#');
        var query = CutFrom(ref rest, '?');
        string? authority = null;
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.IndexOf('/', 2);
            authority = end < 0 ? rest[2..] : rest[2..end];
            rest = end < 0 ? "" : rest[end..];
        }

        return new IriParts(schemeLength == 0 ? null : text[..schemeLength], authority, rest, query, fragment);
    }

    /// <summary>Recomposes the reference (RFC 3986 section 5.3).</summary>
    public override string ToString() => string.Concat(
        Scheme is null ? "" : Scheme + ":",
        Authority is null ? "" : "//" + Authority,
        Path,
        (Query is null ? "" : "?" + Query) + (Fragment is null ? "" : "#" + Fragment));

    private static string? CutFrom(ref string text, char mark)
    {
        var index = text.IndexOf(mark);
        if (index < 0)
        {
            return null;
        }

        var cut = text[(index + 1)..];
        text = text[..index];
        return cut;
    }
}
