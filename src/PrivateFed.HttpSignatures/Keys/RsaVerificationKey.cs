using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// RSASSA-PKCS1-v1_5 with SHA-256, which is what the fediverse means by rsa-sha256, and by hs2019 with an RSA key. For RFC 9421 also
/// RSASSA-PSS with SHA-512.
/// </summary>
internal sealed class RsaVerificationKey : VerificationKey
{
    private readonly RsaPool _pool;

    /// <summary>Accepts any size: <see cref="RsaBounds"/> is checked where keys of other servers are read.</summary>
    /// <exception cref="CryptographicException">The numbers are not an RSA key.</exception>
    internal RsaVerificationKey(RSAParameters parameters)
    {
        _pool = new(() => RSA.Create(parameters));
        _pool.Return(_pool.Rent());
    }

    internal override string Algorithm => "rsa-v1_5-sha256";

    // An RSA key does not determine the padding. If the signature does not name it either, both are tried.
    internal override bool Verify(string? algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        (algorithm is null or "rsa-v1_5-sha256" && Verify(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        || (algorithm is null or "rsa-pss-sha512" && Verify(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss));

    private bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        var rsa = _pool.Rent();
        try
        {
            return rsa.VerifyData(data, signature, hash, padding);
        }
        catch (CryptographicException)
        {
            // Some platforms throw if a signature is not as long as the modulus; OpenSSL returns false.
            return false;
        }
        finally
        {
            _pool.Return(rsa);
        }
    }
}
