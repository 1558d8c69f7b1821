using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// The direction of a text, decided by its first letter (UAX #9, P2 and P3, by blocks: each holds scripts of one direction).
/// </summary>
public static class TextDirection
{
    public const string LeftToRight = "ltr";
    public const string RightToLeft = "rtl";

    /// <returns>As in HTML's dir; null for a text without letters.</returns>
    public static string? Of(ReadOnlySpan<char> text)
    {
        var isolates = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            isolates = DepthAfter(rune, isolates);
            if (isolates > 0)
            {
                continue;
            }
            if (IsRightToLeft(rune.Value))
            {
                return RightToLeft;
            }
            if (rune.Value == 0x200E || Rune.IsLetter(rune))
            {
                return LeftToRight;
            }
        }
        return null;
    }

    /// <summary>The dir attribute for an element in left-to-right surroundings; null when none is needed.</summary>
    public static string? Mark(string? text) => Of(text) == RightToLeft ? RightToLeft : null;

    /// <summary>
    /// The text for embedding in a sentence: isolated when it contains right-to-left letters, so that it cannot reorder its surroundings.
    /// </summary>
    public static string Isolated(string text) => HasRightToLeft(text) ? $"\u2068{text}\u2069" : text;

    // Letters that are already isolated within the text do not count.
    private static bool HasRightToLeft(string text)
    {
        var isolates = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            isolates = DepthAfter(rune, isolates);
            if (isolates == 0 && IsRightToLeft(rune.Value))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Number of open isolates after this character: text inside one does not determine the direction of the text around it.
    /// </summary>
    private static int DepthAfter(Rune rune, int isolates) => rune.Value switch
    {
        >= 0x2066 and <= 0x2068 => isolates + 1,
        0x2069 => Math.Max(isolates - 1, 0),
        _ => isolates,
    };

    // Hebrew to Arabic Extended, their presentation forms, and the old and African scripts of the supplementary plane.
    private static bool IsRightToLeft(int value) => value switch
    {
        0x200F or 0x061C => true,
        (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF)
            or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF) =>
            Rune.IsLetter(new Rune(value)),
        _ => false,
    };
}
