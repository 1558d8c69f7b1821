using System.Globalization;
using System.Text;
using Markdig.Helpers;

namespace PrivateFed.Text;

/// <summary>
/// Decodes "&amp;auml;", "&amp;#228;" and "&amp;#xe4;" to ä (WHATWG HTML 13.2.5.72 to 80); an unknown entity stays as written.
/// </summary>
internal static class HtmlEntities
{
    /// <summary>The longest name, with room.</summary>
    private const int MaxEntityLength = 34;

    // Windows-1252 characters 128 to 159; nobody means the control characters with these numbers.
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    public static string Decoded(ReadOnlySpan<char> text)
    {
        var ampersand = text.IndexOf('&');
        if (ampersand < 0)
        {
            return text.ToString();
        }
        var decoded = new StringBuilder(text.Length);
        for (; ampersand >= 0; ampersand = text.IndexOf('&'))
        {
            decoded.Append(text[..ampersand]);
            text = text[ampersand..];
            var length = Read(text[..Math.Min(text.Length, MaxEntityLength)], decoded);
            text = text[length..];
        }
        return decoded.Append(text).ToString();
    }

    /// <returns>Number of characters read.</returns>
    private static int Read(ReadOnlySpan<char> text, StringBuilder decoded)
    {
        if (text.Length > 2 && text[1] == '#' && Number(text, decoded) is > 0 and var read)
        {
            return read;
        }
        var end = text[1..].IndexOfAnyExcept(Alphanumeric);
        var name = end < 0 ? text[1..] : text[1..(end + 1)];
        var isClosed = end >= 0 && text[end + 1] == ';';
        if (name.Length > 0 && (isClosed || name is "amp" or "lt" or "gt" or "quot" or "nbsp")
            && EntityHelper.DecodeEntity(name) is { } meant)
        {
            decoded.Append(meant);
            return name.Length + (isClosed ? 2 : 1);
        }
        decoded.Append('&');
        return 1;
    }

    private static int Number(ReadOnlySpan<char> text, StringBuilder decoded)
    {
        var isHex = text[2] is 'x' or 'X';
        var digits = text[(isHex ? 3 : 2)..];
        var end = digits.IndexOfAnyExcept(isHex ? Hexadecimal : Decimal);
        digits = end < 0 ? digits : digits[..end];
        if (digits.IsEmpty)
        {
            return 0;
        }
        var isNumber = int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier
            : NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        decoded.Append(value switch
        {
            _ when !isNumber => "\ufffd",
            >= 0x80 and <= 0x9F => Windows1252[value - 0x80].ToString(),
            _ when value == 0 || !Rune.IsValid(value) || Invisible.IsNoncharacter(value) => "\ufffd",
            _ => new Rune(value).ToString(),
        });
        var length = (isHex ? 3 : 2) + digits.Length;
        return length < text.Length && text[length] == ';' ? length + 1 : length;
    }

    private static readonly System.Buffers.SearchValues<char> Decimal = System.Buffers.SearchValues.Create("0123456789");
    private static readonly System.Buffers.SearchValues<char> Hexadecimal = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly System.Buffers.SearchValues<char> Alphanumeric =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}
