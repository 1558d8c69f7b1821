using System.Globalization;

namespace PrivateFed.HttpSignatures;

/// <summary>A number as ECMAScript's Number::toString writes it (ECMA-262 section 6.1.6.1.20), which RFC 8785 section 3.2.2.3 asks for.</summary>
internal static class EcmaScriptNumber
{
    internal static string Write(double number)
    {
        if (number == 0)
        {
            return "0";
        }

        // .NET finds the same shortest digits and only writes them otherwise.
        var written = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = written.Length > 1 ? int.Parse(written[1], CultureInfo.InvariantCulture) : 0;
        var whole = written[0].Split('.')[0].Length;
        var all = written[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var point = whole - (all.Length - digits.Length) + exponent;
        return (number < 0 ? "-" : "") + Place(digits.TrimEnd('0'), point);
    }

    /// <param name="digits">Without zeros at their ends.</param>
    /// <param name="point">How many of them stand before the point; ECMA-262 calls it n.</param>
    private static string Place(string digits, int point) => point switch
    {
        > 21 or < -5 => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}",
        <= 0 => "0." + new string('0', -point) + digits,
        _ when digits.Length <= point => digits + new string('0', point - digits.Length),
        _ => $"{digits[..point]}.{digits[point..]}",
    };
}
