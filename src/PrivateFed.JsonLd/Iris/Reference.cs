namespace PrivateFed.JsonLd.Iris;

/// <summary>
/// Relative references: resolves them by RFC 3986 section 5.2, without any normalisation, and creates them for compaction.
/// </summary>
internal static class Reference
{
    /// <summary>Resolves a reference against the base of its document. Without a base it remains as it is.</summary>
    public static string Resolve(string? @base, string reference)
    {
        if (@base is null || Iri.SchemeLength(reference) > 0)
        {
            return reference;
        }

        var origin = IriParts.Read(@base);
        var to = IriParts.Read(reference);
        var target = to.Authority is not null ? to with { Scheme = origin.Scheme, Path = WithoutDots(to.Path) }
            : to.Path.Length == 0 ? origin with { Query = to.Query ?? origin.Query, Fragment = to.Fragment }
            : origin with { Path = WithoutDots(Merge(origin, to.Path)), Query = to.Query, Fragment = to.Fragment };
        return target.ToString();
    }

    /// <summary>The shortest plain reference from a base to an IRI; the IRI itself if there is none.</summary>
    public static string Relativise(string? @base, string iri)
    {
        if (@base is null)
        {
            return iri;
        }

        var origin = IriParts.Read(@base);
        var to = IriParts.Read(iri);
        if (to.Scheme is null || origin.Scheme != to.Scheme || origin.Authority != to.Authority)
        {
            return iri;
        }

        var reference = Between(origin, to);
        // A reference that does not resolve to the same IRI is useless.
        return Resolve(@base, reference) == iri ? reference : iri;
    }

    private static string Between(IriParts origin, IriParts to)
    {
        if (origin.Path == to.Path && (to.Query is not null || to.Fragment is not null))
        {
            var sameQuery = origin.Query == to.Query && to.Fragment is not null;
            return new IriParts(null, null, "", sameQuery ? null : to.Query, to.Fragment).ToString();
        }

        var shared = SharedFolder(origin.Path, to.Path);
        var up = origin.Path.AsSpan(shared).Count('/');
        var path = string.Concat(Enumerable.Repeat("../", up)) + to.Path[shared..];
        // A colon in the first segment would be read as the end of a scheme, and an empty path would be the base itself.
        path = path.Length == 0 || Iri.SchemeLength(path) > 0 || path[0] == '/' ? "./" + path : path;
        return new IriParts(null, null, path, to.Query, to.Fragment).ToString();
    }

    private static int SharedFolder(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        return one.AsSpan(0, same).LastIndexOf('/') + 1;
    }

    /// <summary>RFC 3986 section 5.2.3.</summary>
    private static string Merge(IriParts origin, string path) =>
        path[0] == '/' ? path
        : origin.Authority is not null && origin.Path.Length == 0 ? "/" + path
        : origin.Path[..(origin.Path.LastIndexOf('/') + 1)] + path;

    /// <summary>RFC 3986 section 5.2.4, segment by segment.</summary>
    private static string WithoutDots(string path)
    {
        if (!path.Contains('.'))
        {
            return path;
        }

        var kept = new List<string>();
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            switch (segments[i])
            {
                case ".":
                    break;
                case "..":
                    if (kept.Count > (path[0] == '/' ? 1 : 0))
                    {
                        kept.RemoveAt(kept.Count - 1);
                    }

                    break;
                default:
                    kept.Add(segments[i]);
                    continue;
            }

            if (last)
            {
                kept.Add("");
            }
        }

        return string.Join('/', kept);
    }
}
