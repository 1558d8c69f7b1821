using System.Text;

namespace PrivateFed.Text;

/// <summary>Makes text that can be stored, normalized and sent.</summary>
public static class WellFormedText
{
    /// <summary>Replaces NUL, lone surrogates and noncharacters (U+FFFE and the like) with U+FFFD.</summary>
    public static string Of(string text)
    {
        if (!NeedsMending(text))
        {
            return text;
        }
        var mended = new StringBuilder(text.Length);
        // EnumerateRunes has already turned lone surrogates into U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(IsUnwanted(rune) ? Rune.ReplacementChar : rune);
        }
        return mended.ToString();
    }

    private static bool NeedsMending(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '\0' or >= '\uD800' && (!Rune.TryGetRuneAt(text, at, out var rune) || IsUnwanted(rune)))
            {
                return true;
            }
            at += char.IsHighSurrogate(text[at]) ? 1 : 0;
        }
        return false;
    }

    private static bool IsUnwanted(Rune rune) => rune.Value == 0 || Invisible.IsNoncharacter(rune.Value);
}
