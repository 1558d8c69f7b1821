using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace PrivateFed.Federation.Documents;

/// <summary>
/// JSON whose letters are all letters: a byte order mark is left out (RFC 8259 section 8.1), and what is no text, be it bytes that are not
/// UTF-8 or half a surrogate pair in an escape, becomes U+FFFD. What was broken outside a string is broken still, and is refused when read.
/// </summary>
public static class MendedText
{
    private const int EscapeLength = 6;

    /// <returns>The very same bytes where there is nothing to mend; otherwise new ones, at most three times as many.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> utf8)
    {
        var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        var whole = Utf8.IsValid(text.Span) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));
        return FirstHalfPair(whole.Span, 0) is var first and >= 0 ? WithoutHalfPairs(whole.ToArray(), first) : whole;
    }

    private static byte[] WithoutHalfPairs(byte[] text, int first)
    {
        for (var at = first; at >= 0; at = FirstHalfPair(text, at + EscapeLength))
        {
            "\\uFFFD"u8.CopyTo(text.AsSpan(at));
        }
        return text;
    }

    /// <summary>Where the next escape stands that is half a pair, or -1. The search must begin outside an escape.</summary>
    private static int FirstHalfPair(ReadOnlySpan<byte> text, int from)
    {
        for (var at = from; at < text.Length && text[at..].IndexOf((byte)'\\') is var step and >= 0;)
        {
            at += step;
            if (!IsEscape(text[at..], out var letter))
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(letter) && IsEscape(text[(at + EscapeLength)..], out var second) && char.IsLowSurrogate(second))
            {
                at += 2 * EscapeLength;
            }
            else if (char.IsSurrogate(letter))
            {
                return at;
            }
            else
            {
                at += EscapeLength;
            }
        }
        return -1;
    }

    private static bool IsEscape(ReadOnlySpan<byte> text, out char letter)
    {
        letter = '\0';
        if (text.Length < EscapeLength || text[0] != '\\' || text[1] != 'u'
            || !Utf8Parser.TryParse(text[2..EscapeLength], out ushort code, out var read, 'x') || read != EscapeLength - 2)
        {
            return false;
        }
        letter = (char)code;
        return true;
    }
}
