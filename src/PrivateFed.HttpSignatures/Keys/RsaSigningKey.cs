using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures;

internal sealed class RsaSigningKey : SigningKey
{
    private readonly byte[] _pkcs8;
    private readonly RsaPool _pool;

    private RsaSigningKey(RSA rsa)
    {
        _pkcs8 = rsa.ExportPkcs8PrivateKey();
        PublicPem = rsa.ExportSubjectPublicKeyInfoPem() + "\n";
        _pool = new(() => FromPkcs8(_pkcs8));
        _pool.Return(rsa);
    }

    public override string PublicPem { get; }

    internal override string CavageAlgorithm => "rsa-sha256";

    internal override string MessageAlgorithm => "rsa-v1_5-sha256";

    internal static RsaSigningKey Generate() => new(RSA.Create(RsaBounds.FewestBits));

    internal static RsaSigningKey Import(byte[] pkcs8)
    {
        var rsa = FromPkcs8(pkcs8);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        if (RsaBounds.WhyNot(parameters.Modulus, parameters.Exponent) is { } why)
        {
            rsa.Dispose();
            throw new CryptographicException(why);
        }

        return new(rsa);
    }

    public override string ExportPrivatePem()
    {
        var rsa = _pool.Rent();
        try
        {
            return rsa.ExportPkcs8PrivateKeyPem() + "\n";
        }
        finally
        {
            _pool.Return(rsa);
        }
    }

    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        var rsa = _pool.Rent();
        try
        {
            return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            _pool.Return(rsa);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _pool.Close();
        CryptographicOperations.ZeroMemory(_pkcs8);
    }

    private static RSA FromPkcs8(byte[] pkcs8)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }
}
