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
        var end = text.Length - start <= Longest ? text.Length : words.Last(word => word.Start < start + Longest) is var last ? last.Start + last.Length : 0;

        var pieces = new List<ExcerptPiece>();
        void Add(int from, int to, bool isMarked)
        {
            if (to > from)
            {
                pieces.Add(new ExcerptPiece(text[from..to], isMarked));
            }
        }
        var at = start;
        foreach (var hit in hits.Where(hit => hit.Start >= start && hit.Start + hit.Length <= end))
        {
            Add(at, hit.Start, false);
            Add(hit.Start, at = hit.Start + hit.Length, true);
        }
        Add(at, end, false);
        return [.. start > 0 ? [new ExcerptPiece("… ", false)] : Array.Empty<ExcerptPiece>(), .. pieces, .. end < text.Length ? [new ExcerptPiece(" …", false)] : Array.Empty<ExcerptPiece>()];
    }

    /// <summary>The beginning of a word is enough; a single letter is a word of its own, or it would find nearly everything.</summary>
    public static bool Fits(string word, string sought) => sought.Length == 1 ? word == sought : word.StartsWith(sought, StringComparison.Ordinal);
}
