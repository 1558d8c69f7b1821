using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// Reads the DER of public keys. Sizes are checked before anything is passed to a cryptographic library. Throws
/// <see cref="AsnContentException"/> if the bytes are not DER.
/// </summary>
internal static class PublicKeyDer
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string Ed25519 = "1.3.101.112";
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>RFC 5280 section 4.1, with the algorithms of RFC 3279 section 2.3.1, RFC 8410 section 4 and RFC 5480.</summary>
    internal static bool TryReadSubjectPublicKeyInfo(
        byte[] der,
        [NotNullWhen(true)] out VerificationKey? key,
        [NotNullWhen(false)] out string? why)
    {
        key = null;
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var algorithm = info.ReadSequence();
        var kind = algorithm.ReadObjectIdentifier();
        if (kind is not (RsaEncryption or Ed25519) && !(kind == EllipticCurve && algorithm.ReadObjectIdentifier() == P256))
        {
            why = "The key is neither RSA nor Ed25519 nor on the curve P-256.";
            return false;
        }

        if (kind == RsaEncryption && algorithm.HasData)
        {
            algorithm.ReadNull();
        }

        algorithm.ThrowIfNotEmpty();
        var bytes = info.ReadBitString(out var unusedBits);
        info.ThrowIfNotEmpty();
        if (unusedBits != 0)
        {
            why = "The public key cannot be read.";
            return false;
        }

        return kind switch
        {
            RsaEncryption => TryReadPkcs1(bytes, out key, out why),
            Ed25519 => Ed25519VerificationKey.TryImport(bytes, out key, out why),
            _ => EcdsaVerificationKey.TryImport(bytes, out key, out why),
        };
    }

    /// <summary>RFC 8017 appendix A.1.1.</summary>
    internal static bool TryReadPkcs1(byte[] der, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out string? why)
    {
        key = null;
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var numbers = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var parameters = new RSAParameters { Modulus = ReadNatural(numbers), Exponent = ReadNatural(numbers) };
        numbers.ThrowIfNotEmpty();
        why = RsaBounds.WhyNot(parameters.Modulus, parameters.Exponent);
        if (why is not null)
        {
            return false;
        }

        key = new RsaVerificationKey(parameters);
        return true;
    }

    private static byte[] ReadNatural(AsnReader reader)
    {
        var bytes = reader.ReadIntegerBytes().Span;
        return (bytes[0] & 0x80) != 0
            ? throw new AsnContentException("An RSA key has no negative numbers.")
            : bytes.TrimStart((byte)0).ToArray();
    }
}
