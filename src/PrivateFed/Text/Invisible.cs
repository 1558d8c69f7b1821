using System.Globalization;
using System.Text;

namespace PrivateFed.Text;

/// <summary>The one place where it is judged what a reader cannot see: two texts that differ in such characters alone look the same.</summary>
public static class Invisible
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int BlackFlag = 0x1F3F4;

    /// <summary>Whether the character shows nothing by itself, in whatever company.</summary>
    public static bool Is(Rune sign) => IsNoncharacter(sign.Value) || sign.Value switch
    {
        0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or 0xFFFC => true,
        >= 0x180B and <= 0x180F => true,
        _ when IsVariation(sign.Value) => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => Rune.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    /// <summary>
    /// The text without what shows nothing. What holds an emoji together stays where it does so, and so does what joins or parts two letters of the
    /// scripts that are written with it (Arabic, Persian, those of India).
    /// </summary>
    public static string Removed(string text)
    {
        var kept = new StringBuilder(text.Length);
        var signs = text.EnumerateRunes().ToList();
        var before = default(Rune);
        for (var at = 0; at < signs.Count; at++)
        {
            var sign = signs[at];
            if (!Is(sign) || Matters(sign, before, at + 1 < signs.Count ? signs[at + 1] : default))
            {
                kept.Append(sign);
                before = IsVariation(sign.Value) || IsSkinTone(sign.Value) || IsTag(sign.Value) ? before : sign;
            }
        }
        return kept.ToString();
    }

    /// <summary>U+FFFE, U+FFFF and their like, which are no characters (Unicode 23.7): normalizing a text with one fails.</summary>
    public static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;

    /// <param name="sign">Invisible by itself.</param>
    /// <param name="before">The last visible one.</param>
    /// <param name="next">The very next.</param>
    private static bool Matters(Rune sign, Rune before, Rune next) => sign.Value switch
    {
        ZeroWidthJoiner => (IsPicture(before) && IsPicture(next)) || (IsJoined(before) && IsJoined(next)),
        ZeroWidthNonJoiner => IsJoined(before) && IsJoined(next),
        0xFE0E or 0xFE0F => IsPicture(before) || before.Value is '#' or '*' or (>= '0' and <= '9'),
        var value when IsTag(value) => before.Value == BlackFlag,
        _ => false,
    };

    private static bool IsPicture(Rune sign) => Rune.GetUnicodeCategory(sign) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol || IsSkinTone(sign.Value);

    private static bool IsJoined(Rune sign) =>
        sign.Value is >= 0x0600 and <= 0x1CFF
        && Rune.GetUnicodeCategory(sign) is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsSkinTone(int value) => value is >= 0x1F3FB and <= 0x1F3FF;

    private static bool IsTag(int value) => value is >= 0xE0020 and <= 0xE007F;

    private static bool IsVariation(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
