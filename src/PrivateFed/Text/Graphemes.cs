using System.Globalization;

namespace PrivateFed.Text;

/// <summary>
/// The one place where text is truncated, always at a boundary between grapheme clusters (UAX #29): no half surrogate pair, no letter
/// without its accent, no family emoji reduced to one person.
/// </summary>
public static class Graphemes
{
    /// <summary>The beginning of a text.</summary>
    /// <param name="longest">Maximum length of the result in UTF-16 characters.</param>
    public static string Truncate(string text, int longest) => text.Length <= longest ? text : text[..Boundary(text, longest)];

    /// <summary>The same with "…" appended when something was cut; the result may then be one character longer.</summary>
    public static string TruncateWithEllipsis(string text, int longest) =>
        text.Length <= longest ? text : text[..Boundary(text, longest)].TrimEnd() + "…";

    /// <summary>The last grapheme boundary at or before <paramref name="longest"/>.</summary>
    public static int Boundary(ReadOnlySpan<char> text, int longest)
    {
        if (text.Length <= longest)
        {
            return text.Length;
        }
        var at = 0;
        // Excludes the grapheme that crosses the end. Reads only as far as needed to find where that one ends.
        for (var window = text[..Math.Min(text.Length, longest + LongestGrapheme)]; at < window.Length;)
        {
            var next = at + StringInfo.GetNextTextElementLength(window[at..]);
            if (next > longest)
            {
                break;
            }
            at = next;
        }
        // The first grapheme, a letter with a heap of marks, is longer than the limit: keep the letter with some of its marks.
        return at > 0 || longest <= 0 ? at : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
    }

    /// <summary>UTF-16 characters: a family of four with skin tones has 19, the flag of a region 14.</summary>
    private const int LongestGrapheme = 64;
}
