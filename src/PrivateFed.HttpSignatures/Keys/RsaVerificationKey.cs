using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

/// <summary>RSASSA-PKCS1-v1_5 with SHA-256: what the fediverse means by rsa-sha256, and by hs2019 with an RSA key.</summary>
internal sealed class RsaVerificationKey : VerificationKey
{
    private readonly RsaPool _pool;

    /// <summary>Takes any size: <see cref="RsaBounds"/> is asked where keys of strangers are read.</summary>
    /// <exception cref="CryptographicException">The numbers are no RSA key.</exception>
    internal RsaVerificationKey(RSAParameters parameters)
    {
        _pool = new(() => RSA.Create(parameters));
        _pool.Return(_pool.Rent());
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var rsa = _pool.Rent();
        try
        {
            return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // Some platforms throw where a signature has not the modulus' length; OpenSSL says no.
            return false;
        }
        finally
        {
            _pool.Return(rsa);
        }
    }
}
