using System.Globalization;

namespace PrivateFed.Text;

/// <summary>
/// The one place where a text is cut. A cut stands between two letters as a reader sees them (grapheme clusters, UAX #29): no half surrogate, no
/// letter without its accent, no family of which one emoji is left.
/// </summary>
public static class Graphemes
{
    /// <summary>The beginning of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">UTF-16 characters of the result at most.</param>
    public static string Truncate(string text, int longest) => text.Length <= longest ? text : text[..Boundary(text, longest)];

    /// <summary>The same, and "…" behind it when something was cut; the result is one character longer then.</summary>
    public static string TruncateWithEllipsis(string text, int longest) => text.Length <= longest ? text : text[..Boundary(text, longest)].TrimEnd() + "…";

    /// <summary>Where a text can be cut: the last boundary between two letters that is not behind <paramref name="longest"/>.</summary>
    public static int Boundary(ReadOnlySpan<char> text, int longest)
    {
        if (text.Length <= longest)
        {
            return text.Length;
        }
        var at = 0;
        // Without the one that crosses the end; it is looked at only as far as it can matter.
        for (var near = text[..Math.Min(text.Length, longest + LongestLetter)]; at < near.Length;)
        {
            var next = at + StringInfo.GetNextTextElementLength(near[at..]);
            if (next > longest)
            {
                break;
            }
            at = next;
        }
        // A heap of marks on one letter, longer than all that is wanted: the letter stays, with some of them.
        return at > 0 || longest <= 0 ? at : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
    }

    /// <summary>Characters: a family of four with skin tones has 19, a flag of a region 14.</summary>
    private const int LongestLetter = 64;
}
