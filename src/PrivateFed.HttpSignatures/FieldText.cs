namespace PrivateFed.HttpSignatures;

/// <summary>Character classes of HTTP (RFC 9110 section 5.6).</summary>
internal static class FieldText
{
    internal static bool IsToken(string text) => text.Length > 0 && text.All(IsTokenCharacter);

    internal static bool IsTokenCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);

    /// <summary>Whether a text may be looked up as a key: 1 to 2,048 characters, without white space and control characters.</summary>
    internal static bool IsKeyId(string text) =>
        text.Length is > 0 and <= 2048 && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));

    internal static bool IsVisibleAscii(string text) => text.All(character => character is > ' ' and < '\x7f');
}
