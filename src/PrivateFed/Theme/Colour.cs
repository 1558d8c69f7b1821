using System.Globalization;

namespace PrivateFed.Theme;

/// <summary>An sRGB colour, with relative luminance and contrast ratio as in WCAG 2.2.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public string Hex => Convert.ToHexStringLower([Red, Green, Blue]);

    /// <returns>Null unless the text is six hexadecimal digits, with or without #.</returns>
    public static Colour? Parse(string text)
    {
        var digits = text.Trim().TrimStart('#');
        return digits.Length == 6 && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;
    }

    /// <param name="share">0 gives this colour, 1 the other.</param>
    public Colour Mixed(Colour other, double share) =>
        new(Between(Red, other.Red, share), Between(Green, other.Green, share), Between(Blue, other.Blue, share));

    /// <summary>Contrast ratio, from 1 (the same colour) to 21 (black on white).</summary>
    public double Contrast(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private double Luminance => (0.2126 * Light(Red)) + (0.7152 * Light(Green)) + (0.0722 * Light(Blue));

    private static double Light(byte part) =>
        part / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static byte Between(byte one, byte other, double share) => (byte)Math.Round(one + ((other - one) * share));
}
