using System.Formats.Asn1;
using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// A private key of this house, RSA or Ed25519. Safe for concurrent use until disposed of; exported texts and signatures stay valid.
/// </summary>
public abstract class SigningKey : IDisposable
{
    private const int MaxPemLength = 16 * 1024;

    private protected SigningKey()
    {
    }

    /// <summary>
    /// The public key as SubjectPublicKeyInfo in PEM, for an actor's <c>publicKeyPem</c>. Lines have 64 characters, and the last one ends
    /// with a line feed.
    /// </summary>
    public abstract string PublicPem { get; }

    /// <summary>The public key as a Multikey's <c>publicKeyMultibase</c>, e.g. <c>z6Mk...</c>.</summary>
    /// <exception cref="InvalidOperationException">The key is RSA, for which the fediverse has no such form.</exception>
    public virtual string PublicMultibase => throw new InvalidOperationException("Only an Ed25519 key is written as a Multikey.");

    /// <summary>Algorithm name of draft-cavage for signatures by this key.</summary>
    internal abstract string CavageAlgorithm { get; }

    /// <summary>Algorithm name of RFC 9421 (section 6.2).</summary>
    internal abstract string MessageAlgorithm { get; }

    /// <summary>Creates an RSA key of 2,048 bits, the only kind that all servers verify. Takes some tenths of a second.</summary>
    public static SigningKey GenerateRsa() => RsaSigningKey.Generate();

    /// <summary>Creates an Ed25519 key.</summary>
    public static SigningKey GenerateEd25519() => Ed25519SigningKey.Generate();

    /// <summary>
    /// Imports one unencrypted PKCS #8 key in PEM (<c>PRIVATE KEY</c>, RFC 5958): RSA of 2,048 to 8,192 bits or Ed25519 (RFC 8410).
    /// </summary>
    /// <exception cref="CryptographicException">It is not such a key. The message does not contain the input.</exception>
    public static SigningKey ImportPrivatePem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        if (!PemText.TryRead(pem, MaxPemLength, out var label, out var der, out var why))
        {
            throw new CryptographicException(why);
        }

        try
        {
            return label == "PRIVATE KEY"
                ? Import(der)
                : throw new CryptographicException("The PEM does not hold a private key in PKCS #8.");
        }
        catch (AsnContentException)
        {
            throw new CryptographicException("The private key cannot be read.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>The private key as unencrypted PKCS #8 in PEM. Whoever has it can sign as this house.</summary>
    public abstract string ExportPrivatePem();

    /// <summary>
    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 8017 section 8.2; as many bytes as the modulus) or Ed25519 (RFC 8032; 64 bytes).
    /// </summary>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public abstract byte[] Sign(ReadOnlySpan<byte> data);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Erases the private key.</summary>
    protected abstract void Dispose(bool disposing);

    private static SigningKey Import(byte[] pkcs8)
    {
        var info = new AsnReader(pkcs8, AsnEncodingRules.BER).ReadSequence();
        info.ReadInteger();
        return info.ReadSequence().ReadObjectIdentifier() switch
        {
            "1.2.840.113549.1.1.1" => RsaSigningKey.Import(pkcs8),
            "1.3.101.112" => Ed25519SigningKey.Import(pkcs8),
            _ => throw new CryptographicException("The private key is neither RSA nor Ed25519."),
        };
    }
}
