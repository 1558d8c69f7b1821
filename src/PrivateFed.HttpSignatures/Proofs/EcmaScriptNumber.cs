using System.Globalization;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// Formats a number as ECMAScript's Number::toString (ECMA-262 section 6.1.6.1.20), as required by RFC 8785 section 3.2.2.3.
/// </summary>
internal static class EcmaScriptNumber
{
    internal static string Write(double number)
    {
        if (number == 0)
        {
            return "0";
        }

        // .NET finds the same shortest digits, and only formats them differently.
        var written = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = written.Length > 1 ? int.Parse(written[1], CultureInfo.InvariantCulture) : 0;
        var whole = written[0].Split('.')[0].Length;
        var all = written[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var point = whole - (all.Length - digits.Length) + exponent;
        return (number < 0 ? "-" : "") + Place(digits.TrimEnd('0'), point);
    }

    /// <param name="digits">Without leading and trailing zeros.</param>
    /// <param name="point">Number of digits before the decimal point, called n in ECMA-262.</param>
    private static string Place(string digits, int point) => point switch
    {
        > 21 or < -5 => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}",
        <= 0 => "0." + new string('0', -point) + digits,
        _ when digits.Length <= point => digits + new string('0', point - digits.Length),
        _ => $"{digits[..point]}.{digits[point..]}",
    };
}
