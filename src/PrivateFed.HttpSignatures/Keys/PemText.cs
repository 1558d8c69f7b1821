using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// Reads a single PEM block and ignores text around it (RFC 7468 section 2 allows such text, and snac2 leaves stray bytes). A second block
/// is refused: parsers differ in which of several they take.
/// </summary>
internal static class PemText
{
    private const string Opening = "-----BEGIN ";

    internal static bool TryRead(
        string text,
        int maxLength,
        [NotNullWhen(true)] out string? label,
        [NotNullWhen(true)] out byte[]? der,
        [NotNullWhen(false)] out string? why)
    {
        (label, der, why) = (null, null, null);
        if (text.Length > maxLength)
        {
            why = $"The PEM is longer than {maxLength} characters.";
        }
        else if (!PemEncoding.TryFind(text, out var fields))
        {
            why = "The key is not in PEM.";
        }
        else if (text.IndexOf(Opening, StringComparison.Ordinal) != text.LastIndexOf(Opening, StringComparison.Ordinal))
        {
            why = "There is more than one PEM block.";
        }
        else
        {
            label = text[fields.Label];
            der = Convert.FromBase64String(text[fields.Base64Data]);
        }

        return label is not null && der is not null;
    }
}
