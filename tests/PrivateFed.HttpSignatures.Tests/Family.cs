using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>Who signs in these tests: Mara of the house, Joe on another server, Eve the stranger.</summary>
internal static class Family
{
    internal const string MarasKeyId = "https://home.example/users/mara#main-key";
    internal const string JoesKeyId = "https://joe.example/users/joe#main-key";

    internal static readonly SigningKey MarasRsa = SigningKey.GenerateRsa();
    internal static readonly SigningKey MarasEd25519 = SigningKey.GenerateEd25519();
    internal static readonly RSA JoesRsa = RSA.Create(2048);
    internal static readonly VerificationKey JoesKey = Read(JoesRsa.ExportSubjectPublicKeyInfoPem());
    internal static readonly VerificationKey EvesKey = Read(SigningKey.GenerateRsa().PublicPem);

    internal static VerificationKey PublicHalf(SigningKey key) => Read(key.PublicPem);

    internal static VerificationKey Read(string pem)
    {
        Assert.True(VerificationKey.TryFromPem(pem, out var key, out var why), why);
        return key;
    }
}
