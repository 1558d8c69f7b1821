namespace PrivateFed.Search;

/// <summary>A piece of a text; marked when it matches the search.</summary>
public sealed record ExcerptPiece(string Text, bool IsMarked);

/// <summary>The part of a text around the first match, with all matches marked.</summary>
public static class Excerpt
{
    private const int ContextBefore = 60;
    private const int MaxLength = 240;

    /// <param name="text">Plain text.</param>
    /// <param name="wanted">Folded words.</param>
    public static IReadOnlyList<ExcerptPiece> Of(string text, IReadOnlyList<string> wanted)
    {
        var words = FoldWords.Split(text).ToList();
        var hits = words.Where(word => wanted.Any(sought => Fits(word.Folded, sought))).ToList();
        var first = hits.Count == 0 ? 0 : hits[0].Start;
        var start = first <= ContextBefore ? 0 : words.First(word => word.Start >= first - ContextBefore).Start;
        var end = EndOf(text, words, start);

        var pieces = new List<ExcerptPiece> { new(start > 0 ? "… " : "", false) };
        var at = start;
        foreach (var hit in hits.Where(hit => hit.Start + hit.Length <= end))
        {
            pieces.Add(new ExcerptPiece(text[at..hit.Start], false));
            at = hit.Start + hit.Length;
            pieces.Add(new ExcerptPiece(text[hit.Start..at], true));
        }
        pieces.Add(new ExcerptPiece(text[at..end], false));
        pieces.Add(new ExcerptPiece(end < text.Length ? " …" : "", false));
        return pieces;
    }

    /// <summary>The end of a word where possible, and never inside a grapheme.</summary>
    private static int EndOf(string text, List<FoundWord> words, int start)
    {
        var limit = start + MaxLength;
        if (text.Length <= limit)
        {
            return text.Length;
        }
        return words.LastOrDefault(word => word.Start >= start && word.Start + word.Length <= limit) is { } last
            ? last.Start + last.Length
            : start + Graphemes.Boundary(text.AsSpan(start), MaxLength);
    }

    /// <summary>A prefix of a word matches; a single letter must be the whole word, or it would match nearly everything.</summary>
    public static bool Fits(string word, string sought) =>
        sought.Length == 1 ? word == sought : word.StartsWith(sought, StringComparison.Ordinal);
}
