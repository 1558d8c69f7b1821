using System.Text;
using PrivateFed.HttpSignatures.Messages;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>
/// RFC 9421 appendix B.2: its request, its keys (B.1), its signatures. B.2.5 is HMAC, which has no place between strangers.
/// </summary>
public class MessageVectorTests
{
    private const string PssKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
        +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
        oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
        gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
        Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
        aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
        2wIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string EccKey = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
        w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
        -----END PUBLIC KEY-----
        """;

    private const string Ed25519Key = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
        -----END PUBLIC KEY-----
        """;

    private const string MinimalInput = """sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd" """;

    private const string Minimal =
        "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrW"
        + "H5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WS"
        + "b/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==";

    private const string SelectiveInput =
        """sig-b22=("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example" """;

    private const string Selective =
        "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0"
        + "nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ9"
        + "9PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==";

    private const string FullInput =
        """sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss" """;

    private const string Full =
        "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DF"
        + "ll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8"
        + "Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==";

    private const string Response = "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==";

    private const string Ed25519Input =
        """sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519" """;

    private const string Ed25519 = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";

    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1618884473);

    [Fact]
    public void Full_coverage_by_RSA_PSS_B_2_3_is_believed() =>
        Assert.Null(Signed(FullInput, Full).Judge(Family.Read(PssKey), Then));

    [Fact]
    public void Full_coverage_with_its_algorithm_named_otherwise_is_refused() =>
        Assert.Equal(
            SignatureFault.WrongKey,
            Signed(FullInput.TrimEnd() + ";alg=\"rsa-v1_5-sha256\"", Full).Judge(Family.Read(PssKey), Then));

    [Theory]
    [InlineData(MinimalInput, Minimal, PssKey, "rsa-pss-sha512")]
    [InlineData(FullInput, Full, PssKey, "rsa-pss-sha512")]
    [InlineData(Ed25519Input, Ed25519, Ed25519Key, "ed25519")]
    public void The_signature_base_is_that_of_the_appendix(string input, string signature, string pem, string algorithm)
    {
        Assert.True(StructuredText.TryReadInnerLists(input, out var lists));
        Assert.True(SignatureBase.TryCompose(Example().ToSignable(), lists[0].Value, out var text, out _));

        Assert.True(Family.Read(pem).Verify(algorithm, text, Convert.FromBase64String(signature)));
    }

    [Theory]
    [InlineData(MinimalInput, Minimal)]
    [InlineData(Ed25519Input, Ed25519)]
    public void What_covers_too_little_B_2_1_and_B_2_6_is_refused(string input, string signature) =>
        Assert.Equal(SignatureFault.Uncovered, Signed(input, signature).Judge(Family.Read(PssKey), Then));

    // Its key is right; only what it covers is nothing that we read.
    [Fact]
    public void A_single_query_parameter_B_2_2_is_not_understood()
    {
        var text = "\"@authority\": example.com\n" + $"\"content-digest\": {Example().Fields["Content-Digest"]}\n"
            + "\"@query-param\";name=\"Pet\": dog\n" + $"\"@signature-params\": {SelectiveInput.Trim()["sig-b22=".Length..]}";
        Assert.True(Family.Read(PssKey).Verify("rsa-pss-sha512", Encoding.ASCII.GetBytes(text), Convert.FromBase64String(Selective)));

        Assert.True(StructuredText.TryReadInnerLists(SelectiveInput, out var lists));
        Assert.False(SignatureBase.TryCompose(Example().ToSignable(), lists[0].Value, out _, out var refusal));
        Assert.Equal(SignatureFault.Malformed, refusal.Fault);
    }

    // A response, of which this library reads none; the key and the algorithm are ours.
    [Fact]
    public void ECDSA_over_P_256_B_2_4_verifies()
    {
        const string text = """
            "@status": 200
            "content-type": application/json
            "content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:
            "content-length": 23
            "@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"
            """;
        var signature = Convert.FromBase64String(Response);
        var key = Family.Read(EccKey);

        Assert.True(key.Verify("ecdsa-p256-sha256", Encoding.ASCII.GetBytes(text), signature));
        Assert.True(key.Verify(Encoding.ASCII.GetBytes(text), signature));
        Assert.False(key.Verify("ed25519", Encoding.ASCII.GetBytes(text), signature));
        Assert.False(key.Verify(Encoding.ASCII.GetBytes(text + " "), signature));
    }

    private static Wire Signed(string input, string signature)
    {
        var wire = Example();
        var label = input.Split('=')[0];
        return wire.With("Signature-Input", input.Trim()).With("Signature", $"{label}=:{signature}:");
    }

    private static Wire Example()
    {
        var wire = Wire.Post("""{"hello": "world"}""", "application/json").With("Host", "example.com")
            .With("Date", "Tue, 20 Apr 2021 02:07:55 GMT")
            .With("Content-Digest", "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:");
        (wire.Target, wire.Authority) = ("/foo?param=Value&Pet=dog", "example.com");
        return wire;
    }
}
