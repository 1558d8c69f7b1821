using System.Text;

namespace PrivateFed.Text;

/// <summary>Which way a text runs: as its first letter does (UAX #9, P2 and P3, by the blocks that hold scripts of the one kind).</summary>
public static class TextDirection
{
    public const string LeftToRight = "ltr";
    public const string RightToLeft = "rtl";

    /// <returns>As in HTML's dir; null for a text without letters.</returns>
    public static string? Of(ReadOnlySpan<char> text)
    {
        var isolates = 0;
        foreach (var sign in text.EnumerateRunes())
        {
            isolates = DepthAfter(sign, isolates);
            if (isolates > 0)
            {
                continue;
            }
            if (IsRightToLeft(sign.Value))
            {
                return RightToLeft;
            }
            if (sign.Value == 0x200E || Rune.IsLetter(sign))
            {
                return LeftToRight;
            }
        }
        return null;
    }

    /// <summary>For the dir of an element of a page, which runs from the left around it: null where nothing need be said.</summary>
    public static string? Mark(string? text) => Of(text) == RightToLeft ? RightToLeft : null;

    /// <summary>The text, for the middle of a sentence: kept from turning what stands beside it where it holds letters that run from the right.</summary>
    public static string Isolated(string text) => HasRightToLeft(text) ? $"\u2068{text}\u2069" : text;

    // What is isolated within it already turns nothing.
    private static bool HasRightToLeft(string text)
    {
        var isolates = 0;
        foreach (var sign in text.EnumerateRunes())
        {
            isolates = DepthAfter(sign, isolates);
            if (isolates == 0 && IsRightToLeft(sign.Value))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>How many isolates are open behind this sign: what stands in one says nothing of the text around it.</summary>
    private static int DepthAfter(Rune sign, int isolates) => sign.Value switch
    {
        >= 0x2066 and <= 0x2068 => isolates + 1,
        0x2069 => Math.Max(isolates - 1, 0),
        _ => isolates,
    };

    // Hebrew to Arabic Extended, their presentation forms, and the old and African scripts of the supplementary plane.
    private static bool IsRightToLeft(int value) => value switch
    {
        0x200F or 0x061C => true,
        (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF) =>
            Rune.IsLetter(new Rune(value)),
        _ => false,
    };
}
