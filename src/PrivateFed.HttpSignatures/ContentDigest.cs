using System.Security.Cryptography;
using PrivateFed.HttpSignatures.Messages;

namespace PrivateFed.HttpSignatures;

/// <summary>The <c>Content-Digest</c> field (RFC 9530) with sha-256 and sha-512, which ties a body to an RFC 9421 signature.</summary>
internal static class ContentDigest
{
    private const int MaxFieldLength = 1024;

    internal static string Of(ReadOnlySpan<byte> body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    /// <summary>
    /// Compares the field with the body; null when they match. Other algorithms are ignored, but every given sha-256 and sha-512 must be
    /// right.
    /// </summary>
    internal static SignatureRefusal? Check(string? field, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrWhiteSpace(field))
        {
            return Refuse("The request has no Content-Digest of its body.");
        }

        if (field.Length > MaxFieldLength || !StructuredText.TryReadByteSequences(field, out var digests))
        {
            return Refuse("The Content-Digest cannot be read.");
        }

        var (sha256, sha512) = (digests.GetValueOrDefault("sha-256"), digests.GetValueOrDefault("sha-512"));
        if (sha256 is null && sha512 is null)
        {
            return Refuse("The Content-Digest must give sha-256 or sha-512.");
        }

        return (sha256 is null || CryptographicOperations.FixedTimeEquals(sha256, SHA256.HashData(body)))
            && (sha512 is null || CryptographicOperations.FixedTimeEquals(sha512, SHA512.HashData(body)))
            ? null
            : Refuse("The Content-Digest is not that of the body.");
    }

    private static SignatureRefusal Refuse(string sentence) => new(SignatureFault.Digest, sentence);
}
