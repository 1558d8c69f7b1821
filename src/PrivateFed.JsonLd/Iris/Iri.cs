namespace PrivateFed.JsonLd.Iris;

/// <summary>Syntax of IRIs (RFC 3987 section 2.2), as far as JSON-LD needs it.</summary>
internal static class Iri
{
    /// <summary>Whether a text is an IRI with a scheme. False for blank node identifiers.</summary>
    public static bool IsAbsolute(string? text) => text is not null && SchemeLength(text) > 0 && !text.AsSpan().ContainsAny(" \t\r\n");

    public static bool IsBlankNode(string? text) => text is ['_', ':', ..];

    public static bool IsAbsoluteOrBlank(string? text) => IsBlankNode(text) || IsAbsolute(text);

    /// <summary>
    /// Number of characters before the colon of the scheme; 0 if the text does not begin with a scheme (RFC 3986 section 3.1).
    /// </summary>
    public static int SchemeLength(string text)
    {
        if (text.Length == 0 || !char.IsAsciiLetter(text[0]))
        {
            return 0;
        }

        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == ':')
            {
                return i;
            }

            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '-' or '.'))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Whether a text ends with a gen-delim (RFC 3986 section 2.2), as a namespace should.</summary>
    public static bool EndsWithDelimiter(string text) => text is [.., ':' or '/' or '?' or '#' or '[' or ']' or '@'];
}
