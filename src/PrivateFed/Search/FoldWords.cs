using System.Globalization;
using System.Text;

namespace PrivateFed.Search;

/// <summary>A word in a text.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Folded">The form that is indexed and searched.</param>
public sealed record FoundWord(int Start, int Length, string Folded);

/// <summary>
/// Folds words for search, in texts and in queries alike: lower case without accents, so that Muller finds Müller, fete finds fête and
/// Strasse finds Straße.
/// </summary>
public static class FoldWords
{
    private const int LongestWord = 60;
    private const int LongestText = 60_000;

    private static readonly Dictionary<char, string> Spelled = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    };

    /// <summary>Words for the index, separated by blanks.</summary>
    public static string Fold(string text) => string.Join(' ', Split(Graphemes.Truncate(text, LongestText)).Select(word => word.Folded));

    /// <summary>A run of letters and digits is a word; everything else separates words.</summary>
    public static IEnumerable<FoundWord> Split(string text)
    {
        int? start = null;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isWordPart = Rune.IsLetterOrDigit(rune)
                || (start is not null && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark);
            if (isWordPart)
            {
                start ??= at;
            }
            else if (start is { } begun)
            {
                yield return Word(text, begun, at);
                start = null;
            }
            at += rune.Utf16SequenceLength;
        }
        if (start is { } last)
        {
            yield return Word(text, last, text.Length);
        }
    }

    private static FoundWord Word(string text, int start, int end) => new(start, end - start, FoldOne(text[start..end]));

    private static string FoldOne(string word)
    {
        if (word.All(char.IsAsciiLetterOrDigit))
        {
            return Cut(word.ToLowerInvariant());
        }
        var folded = new StringBuilder();
        foreach (var rune in word.Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(Rune.IsLetterOrDigit))
        {
            var small = Rune.ToLowerInvariant(rune).ToString();
            folded.Append(small.Length == 1 && Spelled.TryGetValue(small[0], out var spelled) ? spelled : small);
        }
        return Cut(folded.ToString());
    }

    private static string Cut(string word) => Graphemes.Truncate(word, LongestWord);
}
