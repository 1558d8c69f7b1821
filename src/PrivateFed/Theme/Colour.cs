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

    /// <summary>
    /// A lighter colour of the same hue and saturation (HSL). Mixed with white it would turn grey, and a grey link looks disabled.
    /// </summary>
    /// <param name="share">0 gives this colour, 1 white.</param>
    public Colour Lighter(double share)
    {
        double most = Math.Max(Red, Math.Max(Green, Blue)) / 255.0, least = Math.Min(Red, Math.Min(Green, Blue)) / 255.0;
        var lightness = (most + least) / 2;
        var saturation = most == least ? 0 : (most - least) / (1 - Math.Abs((2 * lightness) - 1));
        var lighter = lightness + ((1 - lightness) * share);
        // Each part keeps its place between the least and the greatest one.
        var reach = saturation * (1 - Math.Abs((2 * lighter) - 1));
        return new(Part(Red), Part(Green), Part(Blue));

        byte Part(byte part) =>
            (byte)Math.Round(255 * (lighter - (reach / 2) + (most == least ? 0 : reach * ((part / 255.0) - least) / (most - least))));
    }

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
