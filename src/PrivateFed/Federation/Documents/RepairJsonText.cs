using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace PrivateFed.Federation.Documents;

/// <summary>
/// Repairs the text of JSON. Removes a byte order mark (RFC 8259 section 8.1), and replaces bytes that are not UTF-8 and escapes of
/// unpaired surrogates by U+FFFD. What is broken outside of strings stays broken, and is refused when parsed.
/// </summary>
public static class RepairJsonText
{
    private const int EscapeLength = 6;

    /// <returns>The same bytes if nothing needs repair; otherwise new ones, at most three times as many.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> utf8)
    {
        var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        var whole = Utf8.IsValid(text.Span) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));
        return FirstHalfPair(whole.Span, 0) is var first and >= 0 ? WithoutHalfPairs(whole.ToArray(), first) : whole;
    }

    private static byte[] WithoutHalfPairs(byte[] text, int first)
    {
        for (var index = first; index >= 0; index = FirstHalfPair(text, index + EscapeLength))
        {
            "\\uFFFD"u8.CopyTo(text.AsSpan(index));
        }
        return text;
    }

    /// <summary>Index of the next escape of an unpaired surrogate, or -1. The search must begin outside an escape.</summary>
    private static int FirstHalfPair(ReadOnlySpan<byte> text, int from)
    {
        for (var index = from; index < text.Length && text[index..].IndexOf((byte)'\\') is var distance and >= 0;)
        {
            index += distance;
            if (!IsEscape(text[index..], out var character))
            {
                index += 2;
            }
            else if (char.IsHighSurrogate(character) && IsEscape(text[(index + EscapeLength)..], out var second)
                && char.IsLowSurrogate(second))
            {
                index += 2 * EscapeLength;
            }
            else if (char.IsSurrogate(character))
            {
                return index;
            }
            else
            {
                index += EscapeLength;
            }
        }
        return -1;
    }

    private static bool IsEscape(ReadOnlySpan<byte> text, out char character)
    {
        character = '\0';
        if (text.Length < EscapeLength || text[0] != '\\' || text[1] != 'u'
            || !Utf8Parser.TryParse(text[2..EscapeLength], out ushort code, out var read, 'x') || read != EscapeLength - 2)
        {
            return false;
        }
        character = (char)code;
        return true;
    }
}
