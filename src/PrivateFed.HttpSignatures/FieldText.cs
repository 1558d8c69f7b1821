namespace PrivateFed.HttpSignatures;

/// <summary>The characters that HTTP allows in its parts (RFC 9110 section 5.6).</summary>
internal static class FieldText
{
    internal static bool IsToken(string text) => text.Length > 0 && text.All(IsTokenCharacter);

    internal static bool IsTokenCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);

    /// <summary>What may be looked up as a key: not empty, at most 2,048 characters, without blanks and control characters.</summary>
    internal static bool IsKeyId(string text) =>
        text.Length is > 0 and <= 2048 && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));

    internal static bool IsVisibleAscii(string text) => text.All(character => character is > ' ' and < '\x7f');
}
