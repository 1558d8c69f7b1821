using System.Globalization;
using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// The one place that decides which characters a reader cannot see: two texts that differ only in such characters look the same.
/// </summary>
public static class Invisible
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int BlackFlag = 0x1F3F4;

    /// <summary>True for a character that is invisible by itself, whatever its neighbours.</summary>
    public static bool IsInvisible(Rune rune) => IsNoncharacter(rune.Value) || rune.Value switch
    {
        0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or 0xFFFC => true,
        >= 0x180B and <= 0x180F => true,
        _ when IsVariation(rune.Value) => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    /// <summary>
    /// The text without invisible characters. Those that hold an emoji together stay, and so do those that join or separate two letters in
    /// scripts that use them (Arabic, Persian, Indian scripts).
    /// </summary>
    public static string Remove(string text)
    {
        var kept = new StringBuilder(text.Length);
        var runes = text.EnumerateRunes().ToList();
        var previous = default(Rune);
        for (var at = 0; at < runes.Count; at++)
        {
            var rune = runes[at];
            if (!IsInvisible(rune) || IsNeeded(rune, previous, at + 1 < runes.Count ? runes[at + 1] : default))
            {
                kept.Append(rune);
                previous = IsVariation(rune.Value) || IsSkinTone(rune.Value) || IsTag(rune.Value) ? previous : rune;
            }
        }
        return kept.ToString();
    }

    /// <summary>U+FFFE, U+FFFF and the other noncharacters (Unicode 23.7): normalizing a text with one fails.</summary>
    public static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;

    /// <param name="rune">Invisible by itself.</param>
    /// <param name="previous">The last visible character.</param>
    /// <param name="next">The very next character.</param>
    private static bool IsNeeded(Rune rune, Rune previous, Rune next) => rune.Value switch
    {
        ZeroWidthJoiner => (IsPicture(previous) && IsPicture(next)) || (IsJoined(previous) && IsJoined(next)),
        ZeroWidthNonJoiner => IsJoined(previous) && IsJoined(next),
        0xFE0E or 0xFE0F => IsPicture(previous) || previous.Value is '#' or '*' or (>= '0' and <= '9'),
        var value when IsTag(value) => previous.Value == BlackFlag,
        _ => false,
    };

    private static bool IsPicture(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol || IsSkinTone(rune.Value);

    private static bool IsJoined(Rune rune) =>
        rune.Value is >= 0x0600 and <= 0x1CFF
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsSkinTone(int value) => value is >= 0x1F3FB and <= 0x1F3FF;

    private static bool IsTag(int value) => value is >= 0xE0020 and <= 0xE007F;

    private static bool IsVariation(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
