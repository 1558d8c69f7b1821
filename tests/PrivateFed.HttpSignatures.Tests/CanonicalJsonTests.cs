using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>RFC 8785: its examples, and what has no canonical form.</summary>
public class CanonicalJsonTests
{
    [Fact]
    public void The_example_of_section_3_2_2() => Assert.Equal(
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
        Canonical(
            """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """));

    [Fact]
    public void The_order_of_section_3_2_3() => Assert.Equal(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        Canonical(
            """
            {
              "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """));

    // Appendix B.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void The_numbers_of_appendix_B(string bits, string text) =>
        Assert.Equal(
            text, EcmaScriptNumber.Write(
                BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    [Fact]
    public void A_number_is_read_back_as_itself() =>
        Gen.Double.Where(double.IsFinite)
            .Sample(number => double.Parse(EcmaScriptNumber.Write(number), CultureInfo.InvariantCulture) == number);

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("1e400")]
    public void What_has_no_canonical_form_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.False(CanonicalJson.TryWrite(document.RootElement, out _, out var why));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void Depth_and_length_have_an_end()
    {
        using var deep = JsonDocument.Parse(new string('[', 70) + new string(']', 70), new() { MaxDepth = 100 });
        using var @long = JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat("1e20", 500_000))}]");

        Assert.False(CanonicalJson.TryWrite(deep.RootElement, out _, out _));
        Assert.False(CanonicalJson.TryWrite(@long.RootElement, out _, out _));
    }

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.True(CanonicalJson.TryWrite(document.RootElement, out var utf8, out var why), why);
        return Encoding.UTF8.GetString(utf8);
    }
}
