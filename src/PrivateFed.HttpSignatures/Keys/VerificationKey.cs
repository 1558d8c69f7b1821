using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// A public key of another server: RSA, Ed25519 or ECDSA on P-256. Immutable and safe for concurrent use. Reading a key takes about ten
/// times as long as verifying with it, so keep the object.
/// </summary>
public abstract class VerificationKey
{
    private const int MaxPemLength = 4096;

    private protected VerificationKey()
    {
    }

    /// <summary>
    /// Reads a <c>publicKeyPem</c>: SubjectPublicKeyInfo (<c>PUBLIC KEY</c>, RFC 5280, RFC 8410, RFC 5480) with an RSA, Ed25519 or P-256
    /// key, or PKCS #1 (<c>RSA PUBLIC KEY</c>, RFC 8017). Text around it is ignored; a second block is refused. RSA keys must have 2,048 to
    /// 8,192 bits.
    /// </summary>
    /// <param name="pem">The text, at most 4 KiB.</param>
    /// <param name="key">The key.</param>
    /// <param name="why">Why there is none, in one sentence.</param>
    public static bool TryFromPem(string pem, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out string? why)
    {
        ArgumentNullException.ThrowIfNull(pem);
        key = null;
        if (!PemText.TryRead(pem, MaxPemLength, out var label, out var der, out why))
        {
            return false;
        }

        try
        {
            return label switch
            {
                "PUBLIC KEY" => PublicKeyDer.TryReadSubjectPublicKeyInfo(der, out key, out why),
                "RSA PUBLIC KEY" => PublicKeyDer.TryReadPkcs1(der, out key, out why),
                _ => Refuse("The PEM does not hold a public key.", out why),
            };
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return Refuse("The public key cannot be read.", out why);
        }
    }

    /// <summary>
    /// Reads a Multikey's <c>publicKeyMultibase</c> (W3C Controlled Identifiers 1.0 section 2.2.2, as used by FEP-521a): <c>z</c> and the
    /// base58btc of 0xed 0x01 and the 32 bytes of an Ed25519 key, or of 0x80 0x24 and the 33 bytes of a P-256 key.
    /// </summary>
    /// <param name="multibase">The text.</param>
    /// <param name="key">The key.</param>
    /// <param name="why">Why there is none, in one sentence.</param>
    public static bool TryFromMultibase(
        string multibase,
        [NotNullWhen(true)] out VerificationKey? key,
        [NotNullWhen(false)] out string? why)
    {
        ArgumentNullException.ThrowIfNull(multibase);
        key = null;
        return Multikey.TryRead(multibase, out var kind, out var bytes) switch
        {
            true when kind == MultikeyKind.Ed25519 => Ed25519VerificationKey.TryImport(bytes, out key, out why),
            true => EcdsaVerificationKey.TryImport(bytes, out key, out why),
            false => Refuse("The Multikey is neither an Ed25519 nor a P-256 key in base58btc.", out why),
        };
    }

    /// <summary>
    /// Whether the private half of this key made <paramref name="signature"/> over <paramref name="data"/>: RSASSA-PKCS1-v1_5 with SHA-256
    /// (RFC 8017 section 8.2), Ed25519 (RFC 8032) or ECDSA with SHA-256 (both numbers in 64 bytes). Never throws for a malformed signature.
    /// </summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => Verify(Algorithm, data, signature);

    /// <summary>Algorithm name of RFC 9421 (section 6.2) for this key's usual signature.</summary>
    internal abstract string Algorithm { get; }

    /// <summary>
    /// Verifies by a named algorithm of RFC 9421, or by any that fits the key if the name is null. False if the key does not support it.
    /// </summary>
    internal abstract bool Verify(string? algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    private static bool Refuse(string sentence, out string why)
    {
        why = sentence;
        return false;
    }
}
