using PrivateFed.HttpSignatures.Cavage;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>The text of the Signature field.</summary>
public class SignatureFieldTests
{
    [Theory]
    [InlineData("keyId=\"a\",signature=\"AAAA\"")]
    [InlineData("keyId=a,signature=\"AAAA\"")]
    [InlineData(" keyId = \"a\" ,\t signature=\"AAAA\" ")]
    [InlineData("keyId=\"\\a\",signature=\"AAAA\"")]
    public void Quotes_and_blanks_are_read_as_they_come(string field)
    {
        Assert.True(AuthParameters.TryParse(field, out var parameters));
        Assert.Equal("a", parameters["keyId"]);
        Assert.Equal("AAAA", parameters["signature"]);
    }

    [Fact]
    public void Commas_quotes_and_blanks_within_quotes_belong_to_the_value()
    {
        Assert.True(AuthParameters.TryParse("a=\" x,\\\" y=z \"", out var parameters));
        Assert.Equal(" x,\" y=z ", parameters["a"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("keyId")]
    [InlineData("keyId=")]
    [InlineData("=\"a\"")]
    [InlineData("keyId=\"a")]
    [InlineData("keyId=\"a\\")]
    [InlineData("keyId=\"a\"b")]
    [InlineData("keyId=\"a\",")]
    [InlineData("keyId=\"a\",,b=c")]
    [InlineData("keyId=\"a\" b=c")]
    [InlineData("Signature keyId=\"a\"")]
    [InlineData("keyId=\"a\nb\"")]
    [InlineData("keyId=\"a\",keyId=\"b\"")]
    public void What_is_no_list_of_parameters_is_refused(string field) => Assert.False(AuthParameters.TryParse(field, out _));

    [Fact]
    public void A_field_that_is_too_long_is_refused() =>
        Assert.False(AuthParameters.TryParse($"keyId=\"{new string('a', AuthParameters.LongestField)}\"", out _));

    [Fact]
    public void More_parameters_than_anybody_sends_are_refused() =>
        Assert.False(AuthParameters.TryParse(string.Join(',', Enumerable.Range(0, 17).Select(number => $"p{number}=1")), out _));

    [Theory]
    [InlineData("keyId=\"\"", "signature=\"AAAA\"")]
    [InlineData("keyId=\"a b\"", "signature=\"AAAA\"")]
    [InlineData("KEYID=\"a\"", "signature=\"AAAA\"")]
    [InlineData("keyId=\"a\"", "signature=\"\"")]
    [InlineData("keyId=\"a\"", "signature=\"not base64\"")]
    [InlineData("keyId=\"a\"", "signature=\"AAB=\"")]
    [InlineData("keyId=\"a\"", "signature=\"AA AA\"")]
    [InlineData("keyId=\"a\"", "sig=\"AAAA\"")]
    public void A_signature_without_a_usable_key_or_value_is_refused(string keyId, string signature)
    {
        var wire = Wire.Get("/").With("Signature", $"{keyId},headers=\"(request-target) host date\",{signature}");

        Assert.Equal(SignatureFault.Malformed, wire.Judge());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("(request-target) host date (nonsense)")]
    [InlineData("(request-target) host date a:b")]
    [InlineData("(request-target),host,date")]
    public void A_list_of_components_that_cannot_be_read_is_refused(string headers) =>
        Assert.Equal(
            SignatureFault.Malformed,
            Wire.Get("/").With("Signature", $"keyId=\"a\",headers=\"{headers}\",signature=\"AAAA\"").Judge());

    [Fact]
    public void A_list_of_components_longer_than_anybody_sends_is_refused()
    {
        var headers = "(request-target) host date " + string.Join(' ', Enumerable.Range(0, 30).Select(number => $"x-{number}"));

        Assert.Equal(SignatureFault.Malformed, Wire.Get("/").Sign(headers).Judge());
    }

    [Fact]
    public void A_signature_without_a_list_covers_created_alone_and_is_refused() =>
        Assert.Equal(
            SignatureFault.Uncovered,
            Wire.Get("/").With("Signature", $"keyId=\"a\",created={Wire.Now.ToUnixTimeSeconds()},signature=\"AAAA\"").Judge());
}
