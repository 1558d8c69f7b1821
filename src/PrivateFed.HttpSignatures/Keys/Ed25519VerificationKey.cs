using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>Ed25519 (RFC 8032) by libsodium, which refuses keys of small order and non-canonical signatures.</summary>
internal sealed class Ed25519VerificationKey : VerificationKey
{
    private readonly PublicKey _key;

    private Ed25519VerificationKey(PublicKey key) => _key = key;

    internal static bool TryImport(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out VerificationKey? key,
        [NotNullWhen(false)] out string? why)
    {
        key = PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var imported) && imported is not null
            ? new Ed25519VerificationKey(imported)
            : null;
        why = key is null ? "The bytes are not an Ed25519 key." : null;
        return key is not null;
    }

    internal override string Algorithm => "ed25519";

    internal override bool Verify(string? algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        (algorithm is null || algorithm == Algorithm)
        && signature.Length == SignatureAlgorithm.Ed25519.SignatureSize && SignatureAlgorithm.Ed25519.Verify(_key, data, signature);
}
