using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// One PEM block and nothing else (RFC 7468). Text around it is refused: parsers differ in which of several blocks they take.
/// </summary>
internal static class PemText
{
    internal static bool TryRead(
        string text,
        int longest,
        [NotNullWhen(true)] out string? label,
        [NotNullWhen(true)] out byte[]? der,
        [NotNullWhen(false)] out string? why)
    {
        (label, der, why) = (null, null, null);
        if (text.Length > longest)
        {
            why = $"The PEM is longer than {longest} characters.";
        }
        else if (!PemEncoding.TryFind(text, out var fields))
        {
            why = "The key is not in PEM.";
        }
        else if (!text.AsSpan(0, fields.Location.Start.Value).IsWhiteSpace() || !text.AsSpan(fields.Location.End.Value).IsWhiteSpace())
        {
            why = "There is text around the PEM.";
        }
        else
        {
            label = text[fields.Label];
            der = Convert.FromBase64String(text[fields.Base64Data]);
        }

        return label is not null && der is not null;
    }
}
