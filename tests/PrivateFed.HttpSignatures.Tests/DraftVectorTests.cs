using System.Security.Cryptography;
using System.Text;
using PrivateFed.HttpSignatures.Cavage;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>
/// draft-cavage-http-signatures-12 appendix C. Its key has 1,024 bits, which is refused wherever a stranger's key is read, so it is built
/// here from its numbers.
/// </summary>
public class DraftVectorTests
{
    private const string Pem = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
        6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
        Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
        oYi+1hqp1fIekaxsyQIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string BasicSignature =
        "qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3n"
        + "ndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0=";

    private const string AllHeadersSignature =
        "vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48Xa"
        + "ERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE=";

    private static readonly DateTimeOffset Then = new(2014, 1, 5, 21, 31, 40, TimeSpan.Zero);
    private static readonly VerificationKey TestKey = ReadTestKey();

    [Fact]
    public void The_basic_test_of_appendix_C_2_verifies()
    {
        string[] components = ["(request-target)", "host", "date"];
        var request = Example().ToSignable();
        Assert.True(SigningString.TryCompose(request, request.Target, components, null, null, out var text, out _));

        Assert.Equal(
            "(request-target): post /foo?param=value&pet=dog\nhost: example.com\ndate: Sun, 05 Jan 2014 21:31:40 GMT",
            Encoding.UTF8.GetString(text));
        Assert.True(TestKey.Verify(text, Convert.FromBase64String(BasicSignature)));
    }

    [Fact]
    public void The_basic_test_as_a_request_is_refused_for_its_body_is_not_covered() =>
        Assert.Equal(SignatureFault.Uncovered, Signed("(request-target) host date", BasicSignature).Judge(TestKey, Then));

    [Fact]
    public void The_all_headers_test_of_appendix_C_3_is_believed() =>
        Assert.Null(Signed("(request-target) host date content-type digest content-length", AllHeadersSignature).Judge(TestKey, Then));

    // The printed list has (created) and (expires), but the printed signature was made without them; under rsa-sha256 both are forbidden.
    [Fact]
    public void The_all_headers_test_with_the_list_as_printed_is_refused() =>
        Assert.Equal(
            SignatureFault.Malformed,
            Signed(
                "(request-target) (created) (expires) host date content-type digest content-length",
                AllHeadersSignature,
                "created=1402170695,expires=1402170699,").Judge(TestKey, Then));

    [Fact]
    public void The_key_of_the_appendix_is_too_short_to_be_read_from_a_stranger()
    {
        Assert.False(VerificationKey.TryFromPem(Pem, out _, out var why));
        Assert.Equal("The RSA key must have 2048 to 8192 bits.", why);
    }

    private static Wire Signed(string headers, string signature, string more = "") =>
        Example().With("Signature", $"keyId=\"Test\",algorithm=\"rsa-sha256\",{more}headers=\"{headers}\",signature=\"{signature}\"");

    private static Wire Example()
    {
        var wire = Wire.Post("""{"hello": "world"}""", "application/json").With("Host", "example.com").With("Date", Wire.HttpDate(Then));
        (wire.Target, wire.Authority) = ("/foo?param=value&pet=dog", "example.com");
        Assert.Equal("SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", wire.Fields["Digest"]);
        return wire;
    }

    private static RsaVerificationKey ReadTestKey()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Pem);
        return new RsaVerificationKey(rsa.ExportParameters(false));
    }
}
