using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// The <c>Digest</c> field (RFC 3230, with the SHA-256 of RFC 5843), which ties a body to a signature that covers only fields.
/// </summary>
internal static class BodyDigest
{
    private const string Algorithm = "SHA-256";
    private const int MaxFieldLength = 1024;
    private const int Sha256Base64Length = 44;

    internal static string Of(ReadOnlySpan<byte> body) => $"{Algorithm}={Convert.ToBase64String(SHA256.HashData(body))}";

    /// <summary>
    /// Compares the field with the body; null when they match. Other algorithms beside SHA-256 are ignored: a single strong one is enough.
    /// </summary>
    internal static SignatureRefusal? Check(string? field, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrWhiteSpace(field))
        {
            return Refuse("The request has no Digest of its body.");
        }

        if (field.Length > MaxFieldLength)
        {
            return Refuse("The Digest is too long.");
        }

        var values = field.Split(',').Select(item => item.Trim().Split('=', 2))
            .Where(item => item.Length == 2 && item[0].Equals(Algorithm, StringComparison.OrdinalIgnoreCase))
            .Select(item => item[1])
            .ToList();
        if (values.Count != 1)
        {
            return Refuse("The Digest must give SHA-256 exactly once.");
        }

        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (values[0].Length != Sha256Base64Length
            || !Convert.TryFromBase64String(values[0], claimed, out var length)
            || length != claimed.Length)
        {
            return Refuse("The Digest is not a SHA-256 in Base64.");
        }

        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, actual);
        return CryptographicOperations.FixedTimeEquals(claimed, actual) ? null : Refuse("The Digest is not that of the body.");
    }

    private static SignatureRefusal Refuse(string sentence) => new(SignatureFault.Digest, sentence);
}
