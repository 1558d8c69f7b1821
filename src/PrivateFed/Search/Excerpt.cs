namespace PrivateFed.Search;

/// <summary>A piece of a text; marked when it was looked for.</summary>
public sealed record ExcerptPiece(string Text, bool IsMarked);

/// <summary>The part of a text in which the words that were looked for stand first, with all of them marked.</summary>
public static class Excerpt
{
    private const int Before = 60;
    private const int Longest = 240;

    /// <param name="text">Plain.</param>
    /// <param name="wanted">Folded.</param>
    public static IReadOnlyList<ExcerptPiece> Of(string text, IReadOnlyList<string> wanted)
    {
        var words = FoldWords.In(text).ToList();
        var hits = words.Where(word => wanted.Any(sought => Fits(word.Folded, sought))).ToList();
        var first = hits.Count == 0 ? 0 : hits[0].Start;
        var start = first <= Before ? 0 : words.First(word => word.Start >= first - Before).Start;
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

    /// <summary>Behind a word where there is one, and never within a letter.</summary>
    private static int EndOf(string text, List<FoundWord> words, int start)
    {
        var most = start + Longest;
        if (text.Length <= most)
        {
            return text.Length;
        }
        return words.LastOrDefault(word => word.Start >= start && word.Start + word.Length <= most) is { } last
            ? last.Start + last.Length
            : start + Graphemes.Boundary(text.AsSpan(start), Longest);
    }

    /// <summary>The beginning of a word is enough; a single letter is a word of its own, or it would find nearly everything.</summary>
    public static bool Fits(string word, string sought) => sought.Length == 1 ? word == sought : word.StartsWith(sought, StringComparison.Ordinal);
}
