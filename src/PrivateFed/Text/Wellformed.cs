using System.Text;

namespace PrivateFed.Text;

/// <summary>Text that every part of the house can keep, normalize and send.</summary>
public static class Wellformed
{
    /// <summary>The text with U+FFFD in place of what is no character: NUL, half a surrogate pair, U+FFFE and its like.</summary>
    public static string Of(string text)
    {
        if (!NeedsMending(text))
        {
            return text;
        }
        var mended = new StringBuilder(text.Length);
        // Half a pair is U+FFFD already.
        foreach (var sign in text.EnumerateRunes())
        {
            mended.Append(IsNone(sign) ? Rune.ReplacementChar : sign);
        }
        return mended.ToString();
    }

    private static bool NeedsMending(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '\0' or >= '\uD800' && (!Rune.TryGetRuneAt(text, at, out var sign) || IsNone(sign)))
            {
                return true;
            }
            at += char.IsHighSurrogate(text[at]) ? 1 : 0;
        }
        return false;
    }

    private static bool IsNone(Rune sign) => sign.Value == 0 || Invisible.IsNoncharacter(sign.Value);
}
