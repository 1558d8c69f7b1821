using System.Collections.Frozen;

namespace PrivateFed.Text;

internal enum HtmlKind
{
    Words,
    Start,
    End,
}

/// <summary>A piece of HTML: text or a tag.</summary>
/// <param name="Name">Of a tag, in lower case.</param>
/// <param name="Words">Decoded text.</param>
/// <param name="Attributes">Of a start tag: only the attributes that are used, decoded.</param>
internal readonly record struct HtmlPiece(HtmlKind Kind, string Name, string Words, IReadOnlyList<(string Name, string Value)> Attributes)
{
    /// <returns>"" when the tag does not have it.</returns>
    public string Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }
        return "";
    }
}

/// <summary>
/// Tokenises HTML as browsers do (WHATWG HTML 13.2.5), without building a tree: each character is read once, whatever it is. Comments, and
/// elements that display nothing, are left out with their contents. Why no library: docs/decisions/html.md.
/// </summary>
internal static class HtmlTokens
{
    /// <summary>Characters that are read; the rest is ignored.</summary>
    public const int MaxInput = 300_000;

    private const int LongestName = 20;

    private static readonly FrozenSet<string> KeptAttributes = FrozenSet.Create("href", "lang", "dir", "start", "value", "alt");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KeptNames =
        KeptAttributes.GetAlternateLookup<ReadOnlySpan<char>>();

    // Their content is not HTML; only the last two display it.
    private static readonly FrozenSet<string> RawText =
        FrozenSet.Create("script", "style", "iframe", "noembed", "noframes", "title", "textarea", "xmp");

    private static readonly FrozenSet<string> HiddenElements =
        FrozenSet.Create("template", "datalist", "head", "annotation", "annotation-xml", "desc", "metadata");

    public static IEnumerable<HtmlPiece> Read(string html)
    {
        var text = Graphemes.Truncate(html, MaxInput);
        var (hiddenElement, depth) = ("", 0);
        for (var at = 0; at < text.Length;)
        {
            var piece = Next(text, ref at);
            if (depth > 0)
            {
                depth += piece.Name != hiddenElement ? 0 : piece.Kind == HtmlKind.Start ? 1 : -1;
            }
            else if (piece.Kind == HtmlKind.Start && HiddenElements.Contains(piece.Name))
            {
                (hiddenElement, depth) = (piece.Name, 1);
            }
            else if (piece.Name.Length > 0 || piece.Words.Length > 0)
            {
                yield return piece;
            }
            if (piece.Kind == HtmlKind.Start && RawText.Contains(piece.Name))
            {
                var raw = RawTextAt(text, ref at, piece.Name);
                if (depth == 0 && piece.Name is "textarea" or "xmp")
                {
                    yield return Words(piece.Name == "xmp" ? raw : HtmlEntities.Decoded(raw));
                }
            }
        }
    }

    /// <summary>
    /// Reads the next piece and advances past it. A piece with neither name nor text is a comment, or a tag cut off by the end of the text.
    /// </summary>
    private static HtmlPiece Next(string text, scoped ref int at)
    {
        var rest = text.AsSpan(at);
        if (rest[0] != '<' || rest.Length == 1)
        {
            return Words(text, ref at, 0);
        }
        switch (rest[1])
        {
            case '!' when rest.StartsWith("<!--", StringComparison.Ordinal):
                at += EndOfComment(rest);
                return Words("");
            case '!' or '?':
            case '/' when rest.Length > 2 && !char.IsAsciiLetter(rest[2]):
                at += EndAfter(rest, ">");
                return Words("");
            case '/' when rest.Length > 2:
                at += 2;
                return Tag(HtmlKind.End, text, ref at);
            case var character when char.IsAsciiLetter(character):
                at++;
                return Tag(HtmlKind.Start, text, ref at);
            default:
                return Words(text, ref at, 1);
        }
    }

    private static HtmlPiece Words(string words) => new(HtmlKind.Words, "", words, []);

    /// <param name="at">Where the text begins; moved to its end.</param>
    /// <param name="sure">Number of leading characters that cannot begin a tag.</param>
    private static HtmlPiece Words(string text, scoped ref int at, int sure)
    {
        var begin = at;
        var next = text.IndexOf('<', begin + Math.Max(sure, text[begin] == '<' ? 1 : 0));
        at = next < 0 ? text.Length : next;
        return Words(HtmlEntities.Decoded(text.AsSpan(begin, at - begin)));
    }

    private static HtmlPiece Tag(HtmlKind kind, string text, scoped ref int at)
    {
        var name = Until(text, ref at, " \t\n\f\r/>");
        List<(string Name, string Value)>? attributes = null;
        while (at < text.Length)
        {
            if (text[at] == '>')
            {
                at++;
                return new HtmlPiece(kind, name.Length > LongestName ? "unknown"
                    : name.ToString().ToLowerInvariant(), "", attributes ?? []);
            }
            if (text[at] is ' ' or '\t' or '\n' or '\f' or '\r' or '/')
            {
                at++;
                continue;
            }
            ReadAttribute(text, ref at, kind, ref attributes);
        }
        return Words("");
    }

    /// <summary>When an attribute occurs twice, the first one counts.</summary>
    private static void ReadAttribute(string text, scoped ref int at, HtmlKind kind, ref List<(string Name, string Value)>? attributes)
    {
        var begin = at++;
        Until(text, ref at, " \t\n\f\r/>=");
        var name = text.AsSpan(begin, at - begin);
        var value = ReadOnlySpan<char>.Empty;
        var equals = text.AsSpan(at).IndexOfAnyExcept(Blanks);
        if (equals >= 0 && text[at + equals] == '=')
        {
            at += equals + 1;
            at += Math.Max(0, text.AsSpan(at).IndexOfAnyExcept(Blanks));
            value = Value(text, ref at);
        }
        Span<char> small = stackalloc char[LongestName];
        if (kind == HtmlKind.Start && name.Length <= LongestName
            && KeptNames.TryGetValue(small[..name.ToLowerInvariant(small)], out var kept)
            && attributes?.Exists(attribute => attribute.Name == kept) != true)
        {
            (attributes ??= []).Add((kept, HtmlEntities.Decoded(value)));
        }
    }

    private static ReadOnlySpan<char> Value(string text, scoped ref int at)
    {
        if (at < text.Length && text[at] is '"' or '\'')
        {
            var quote = text[at];
            var begin = ++at;
            var end = text.IndexOf(quote, begin);
            at = end < 0 ? text.Length : end + 1;
            return text.AsSpan(begin, (end < 0 ? text.Length : end) - begin);
        }
        return Until(text, ref at, " \t\n\f\r>");
    }

    private static string RawTextAt(string text, scoped ref int at, string name)
    {
        var begin = at;
        var tag = $"</{name}";
        for (var close = text.IndexOf(tag, begin, StringComparison.OrdinalIgnoreCase); close >= 0; close =
            text.IndexOf(tag, close + 1, StringComparison.OrdinalIgnoreCase))
        {
            var after = close + name.Length + 2;
            if (after >= text.Length || text[after] is ' ' or '\t' or '\n' or '\f' or '\r' or '/' or '>')
            {
                at = close;
                return text[begin..close];
            }
        }
        at = text.Length;
        return text[begin..];
    }

    private static int EndOfComment(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<!-->", StringComparison.Ordinal) || rest.StartsWith("<!--->", StringComparison.Ordinal))
        {
            return rest.IndexOf('>') + 1;
        }
        var end = EndAfter(rest, "-->");
        return EndAfter(rest[..end], "--!>");
    }

    private static int EndAfter(ReadOnlySpan<char> rest, string end) =>
        rest.IndexOf(end, StringComparison.Ordinal) is var found and >= 0 ? found + end.Length : rest.Length;

    private static ReadOnlySpan<char> Until(string text, scoped ref int at, string ends)
    {
        var begin = at;
        var length = text.AsSpan(begin).IndexOfAny(ends);
        at = length < 0 ? text.Length : begin + length;
        return text.AsSpan(begin, at - begin);
    }

    private const string Blanks = " \t\n\f\r";
}
