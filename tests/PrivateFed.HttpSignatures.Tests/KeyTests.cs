using System.Formats.Asn1;
using System.Security.Cryptography;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>Keys that strangers publish, and our own.</summary>
public class KeyTests
{
    private static readonly byte[] Sentence = "Ingrid reads it too."u8.ToArray();

    [Fact]
    public void An_RSA_key_is_read_in_both_forms()
    {
        var signature = Family.JoesRsa.SignData(Sentence, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.True(Family.Read(Family.JoesRsa.ExportSubjectPublicKeyInfoPem()).Verify(Sentence, signature));
        Assert.True(Family.Read(Family.JoesRsa.ExportRSAPublicKeyPem()).Verify(Sentence, signature));
    }

    [Fact]
    public void Blanks_and_line_ends_around_a_PEM_are_taken() =>
        Family.Read("\r\n " + Family.JoesRsa.ExportSubjectPublicKeyInfoPem().ReplaceLineEndings("\r\n") + "\r\n\r\n");

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2047)]
    [InlineData(8193)]
    [InlineData(16384)]
    public void An_RSA_key_that_is_too_short_or_too_long_is_refused(int bits) => Refused(RsaPem(bits, [1, 0, 1]), "2048 to 8192 bits");

    [Theory]
    [InlineData(2048)]
    [InlineData(3072)]
    [InlineData(8192)]
    public void RSA_keys_between_the_bounds_are_taken(int bits) => Family.Read(RsaPem(bits, [1, 0, 1]));

    [Theory]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 2 })]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 1 })]
    public void An_RSA_key_with_a_dangerous_exponent_is_refused(byte[] exponent) => Refused(RsaPem(2048, exponent), "exponent");

    [Fact]
    public void An_RSA_key_with_the_exponent_3_is_taken() => Family.Read(RsaPem(2048, [3]));

    [Fact]
    public void An_RSA_key_with_zeros_for_numbers_is_refused() => Refused(RsaPem(0, [0]), "zero");

    [Theory]
    [InlineData("1.2.840.10040.4.1")]
    [InlineData("1.2.840.113549.1.1.10")]
    [InlineData("1.3.101.110")]
    public void A_key_that_is_DSA_or_PSS_or_X25519_is_refused(string algorithm) =>
        Refused(PemEncoding.WriteString("PUBLIC KEY", Spki(algorithm, new byte[32])), "neither RSA nor Ed25519");

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Refused(key.ExportSubjectPublicKeyInfoPem(), "nor on the curve P-256");
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 4, 1, 2 })]
    [InlineData(new byte[] { 0 })]
    public void A_point_that_is_not_on_the_curve_is_refused(byte[] beginning)
    {
        byte[] point = [.. beginning, .. new byte[65 - beginning.Length]];

        Assert.False(EcdsaVerificationKey.TryImport(point, out _, out _));
        Assert.False(EcdsaVerificationKey.TryImport(point.AsSpan(0, 33), out _, out _));
    }

    // Half of all numbers are no first coordinate of any point; 0xff...ff is beyond the prime.
    [Fact]
    public void A_first_coordinate_without_a_second_is_refused()
    {
        byte[] beyond = [2, .. Enumerable.Repeat((byte)0xff, 32)];
        var taken = Enumerable.Range(0, 64).Count(last => EcdsaVerificationKey.TryImport([2, .. new byte[31], (byte)last], out _, out _));

        Assert.False(EcdsaVerificationKey.TryImport(beyond, out _, out _));
        Assert.InRange(taken, 16, 48);
    }

    [Fact]
    public void A_P_256_key_is_read_from_PEM_and_from_a_Multikey()
    {
        for (var i = 0; i < 8; i++)
        {
            using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = signing.ExportParameters(includePrivateParameters: false).Q;
            byte[] multikey = [0x80, 0x24, (byte)(2 + (point.Y![31] & 1)), .. point.X!];
            var signature = signing.SignData(Sentence, HashAlgorithmName.SHA256);

            Assert.True(VerificationKey.TryFromMultibase("z" + Base58.Encode(multikey), out var key, out _));
            Assert.True(key.Verify(Sentence, signature));
            Assert.True(Family.Read(signing.ExportSubjectPublicKeyInfoPem()).Verify(Sentence, signature));
            Assert.False(key.Verify(Sentence, signature.AsSpan(1)));
        }
    }

    [Theory]
    [InlineData("", "\n_oU")]
    [InlineData("", "\n\u0007\uFFFD")]
    [InlineData("key: ", "\nEve was here")]
    [InlineData("Subject: Joe\n\n", "\n--")]
    public void D2_Text_around_the_one_PEM_block_is_passed_over(string before, string after)
    {
        var key = Family.Read(before + Family.JoesRsa.ExportSubjectPublicKeyInfoPem() + after);

        Assert.True(key.Verify(Sentence, Family.JoesRsa.SignData(Sentence, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    [Fact]
    public void D2_A_second_PEM_block_is_refused()
    {
        var pem = Family.JoesRsa.ExportSubjectPublicKeyInfoPem();

        Refused(pem + "\n" + Family.MarasRsa.PublicPem, "more than one");
        Refused("-----BEGIN NOTHING-----\n" + pem, "more than one");
        Refused(pem + "\n-----BEGIN PUBLIC KEY-----", "more than one");
    }

    [Theory]
    [InlineData("", "not in PEM")]
    [InlineData("MIIB", "not in PEM")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", "cannot be read")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "cannot be read")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "does not hold a public key")]
    public void What_is_no_PEM_of_a_public_key_is_refused(string pem, string sentence) => Refused(pem, sentence);

    [Fact]
    public void A_private_key_published_by_mistake_is_refused() =>
        Refused(Family.MarasRsa.ExportPrivatePem(), "does not hold a public key");

    [Fact]
    public void A_PEM_beyond_4_KiB_is_refused() => Refused(new string('\n', 4096) + Family.MarasRsa.PublicPem, "longer than 4096");

    [Fact]
    public void Bytes_after_the_key_are_refused()
    {
        var der = Family.JoesRsa.ExportSubjectPublicKeyInfo();
        Refused(PemEncoding.WriteString("PUBLIC KEY", [.. der, 0]), "cannot be read");
    }

    // did:key of the private key of 32 zero bytes, and the public key that RFC 8032 arithmetic gives for it.
    [Fact]
    public void A_known_Ed25519_key_has_its_known_Multikey()
    {
        var pkcs8 = Convert.FromHexString("302e020100300506032b657004220420" + new string('0', 64));
        using var key = SigningKey.ImportPrivatePem(PemEncoding.WriteString("PRIVATE KEY", pkcs8));

        Assert.Equal("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", key.PublicMultibase);
        Assert.Contains("MCowBQYDK2VwAyEAO2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=", key.PublicPem, StringComparison.Ordinal);
    }

    // RFC 8032 section 7.1, test 1: the signature of nothing.
    [Fact]
    public void A_known_Ed25519_key_makes_its_known_signature()
    {
        var pkcs8 = Convert.FromHexString(
            "302e020100300506032b657004220420" + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        using var key = SigningKey.ImportPrivatePem(PemEncoding.WriteString("PRIVATE KEY", pkcs8));

        Assert.Equal(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            Convert.ToHexStringLower(key.Sign([])));
    }

    [Fact]
    public void A_Multikey_and_a_PEM_of_one_key_verify_the_same()
    {
        Assert.True(VerificationKey.TryFromMultibase(Family.MarasEd25519.PublicMultibase, out var key, out _));
        var signature = Family.MarasEd25519.Sign(Sentence);

        Assert.True(key.Verify(Sentence, signature));
        Assert.True(Family.PublicHalf(Family.MarasEd25519).Verify(Sentence, signature));
        Assert.False(key.Verify(Sentence, signature.AsSpan(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("z")]
    [InlineData("z0OIl")]
    [InlineData("6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")]
    [InlineData("uTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")]
    [InlineData("z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc")]
    [InlineData("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp1")]
    [InlineData("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWpz6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")]
    public void What_is_no_Ed25519_Multikey_is_refused(string multibase)
    {
        Assert.False(VerificationKey.TryFromMultibase(multibase, out _, out var why));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void An_Ed25519_signature_in_its_second_spelling_is_refused()
    {
        var signature = Family.MarasEd25519.Sign(Sentence);
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        var carry = 0;
        for (var i = 0; i < 32; i++)
        {
            carry += signature[32 + i] + order[i];
            signature[32 + i] = (byte)carry;
            carry >>= 8;
        }

        Assert.False(Family.PublicHalf(Family.MarasEd25519).Verify(Sentence, signature));
    }

    [Fact]
    public void Our_keys_survive_export_and_import()
    {
        foreach (var key in new[] { Family.MarasRsa, Family.MarasEd25519 })
        {
            using var again = SigningKey.ImportPrivatePem(key.ExportPrivatePem());

            Assert.Equal(key.PublicPem, again.PublicPem);
            Assert.True(Family.PublicHalf(key).Verify(Sentence, again.Sign(Sentence)));
        }
    }

    [Fact]
    public void An_RSA_key_has_no_Multikey() => Assert.Throws<InvalidOperationException>(() => Family.MarasRsa.PublicMultibase);

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")]
    public void What_is_no_private_key_is_not_imported(string pem) =>
        Assert.Throws<CryptographicException>(() => SigningKey.ImportPrivatePem(pem));

    [Fact]
    public void A_short_private_RSA_key_is_not_imported()
    {
        using var rsa = RSA.Create(1024);
        Assert.Throws<CryptographicException>(() => SigningKey.ImportPrivatePem(rsa.ExportPkcs8PrivateKeyPem()));
    }

    [Fact]
    public void A_disposed_key_does_not_sign()
    {
        foreach (var key in new[] { SigningKey.GenerateRsa(), SigningKey.GenerateEd25519() })
        {
            key.Dispose();
            Assert.Throws<ObjectDisposedException>(() => key.Sign(Sentence));
        }
    }

    [Fact]
    public void One_key_serves_many_threads()
    {
        foreach (var signing in new[] { Family.MarasRsa, Family.MarasEd25519 })
        {
            var verifying = Family.PublicHalf(signing);
            Parallel.For(0, 200, new() { MaxDegreeOfParallelism = 8 }, number =>
            {
                var text = BitConverter.GetBytes(number);
                var signature = signing.Sign(text);
                Assert.True(verifying.Verify(text, signature));
                Assert.False(verifying.Verify(Sentence, signature));
            });
        }
    }

    private static void Refused(string pem, string sentence)
    {
        Assert.False(VerificationKey.TryFromPem(pem, out _, out var why));
        Assert.Contains(sentence, why, StringComparison.Ordinal);
    }

    /// <summary>An RSA key whose modulus is odd and otherwise made up: nothing that reads a public key can tell.</summary>
    private static string RsaPem(int bits, byte[] exponent)
    {
        var modulus = new byte[(bits + 7) / 8];
        RandomNumberGenerator.Fill(modulus);
        if (bits > 0)
        {
            var top = (bits - 1) % 8;
            modulus[0] = (byte)((modulus[0] & ((1 << top) - 1)) | (1 << top));
            modulus[^1] |= 1;
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(bits == 0 ? [0] : modulus);
            writer.WriteIntegerUnsigned(exponent);
        }

        return PemEncoding.WriteString("PUBLIC KEY", Spki("1.2.840.113549.1.1.1", writer.Encode()));
    }

    private static byte[] Spki(string algorithm, byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }
}
