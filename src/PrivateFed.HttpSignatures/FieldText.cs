namespace PrivateFed.HttpSignatures;

/// <summary>The characters that HTTP allows in its parts (RFC 9110 section 5.6).</summary>
internal static class FieldText
{
    internal static bool IsToken(string text) => text.Length > 0 && text.All(IsTokenCharacter);

    internal static bool IsTokenCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);

    internal static bool IsVisibleAscii(string text) => text.All(character => character is > ' ' and < '\x7f');
}
