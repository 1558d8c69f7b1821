namespace PrivateFed.Media.Pictures;

/// <summary>
/// A picture's colours in about thirty characters, shown while the picture loads (https://blurha.sh): the first terms of a cosine transform
/// of the linear light, each rounded and written in base 83.
/// </summary>
public static class Blurhash
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(level => ToLinear(level / 255.0))];

    /// <param name="rgb">
    /// sRGB, three bytes a pixel, row by row. A few thousand pixels are enough; more cost time and change nothing.
    /// </param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="across">Terms in a row, 1 to 9.</param>
    /// <param name="down">Terms in a column, 1 to 9.</param>
    public static string Encode(ReadOnlySpan<byte> rgb, int width, int height, int across, int down)
    {
        var terms = new Light[across * down];
        for (var term = 0; term < terms.Length; term++)
        {
            terms[term] = Project(rgb, width, height, term % across, term / across);
        }

        return Write(terms, across, down);
    }

    // The strength of one wave in the picture.
    private static Light Project(ReadOnlySpan<byte> rgb, int width, int height, int wavesAcross, int wavesDown)
    {
        var sum = default(Light);
        for (var y = 0; y < height; y++)
        {
            var rowWeight = Math.Cos(Math.PI * wavesDown * y / height);
            for (var x = 0; x < width; x++)
            {
                var weight = rowWeight * Math.Cos(Math.PI * wavesAcross * x / width);
                var at = 3 * (y * width + x);
                sum = new(sum.Red + weight * Linear[rgb[at]], sum.Green + weight * Linear[rgb[at + 1]], sum.Blue
                    + weight * Linear[rgb[at + 2]]);
            }
        }

        var scale = (wavesAcross == 0 && wavesDown == 0 ? 1.0 : 2.0) / (width * height);
        return new(sum.Red * scale, sum.Green * scale, sum.Blue * scale);
    }

    // Size, strongest wave, mean colour, then the waves in units of the strongest.
    private static string Write(ReadOnlySpan<Light> terms, int across, int down)
    {
        var strongest = 0.0;
        foreach (var wave in terms[1..])
        {
            strongest = Math.Max(strongest, wave.Strength);
        }

        var strength = terms.Length > 1 ? Math.Clamp((int)Math.Floor(strongest * 166 - 0.5), 0, 82) : 0;
        var text = Base83(across - 1 + (down - 1) * 9, 1) + Base83(strength, 1) + Base83(terms[0].AsColour(), 4);
        foreach (var wave in terms[1..])
        {
            text += Base83(wave.AsWave((strength + 1) / 166.0), 2);
        }

        return text;
    }

    private static string Base83(int value, int length) =>
        length == 0 ? "" : Base83(value / 83, length - 1) + Digits[value % 83];

    private static double ToLinear(double level) => level <= 0.04045 ? level / 12.92 : Math.Pow((level + 0.055) / 1.055, 2.4);

    private readonly record struct Light(double Red, double Green, double Blue)
    {
        public double Strength => Math.Max(Math.Abs(Red), Math.Max(Math.Abs(Green), Math.Abs(Blue)));

        public int AsColour() => (Level(Red) << 16) + (Level(Green) << 8) + Level(Blue);

        public int AsWave(double unit) => (Step(Red / unit) * 19 + Step(Green / unit)) * 19 + Step(Blue / unit);

        private static int Level(double light)
        {
            var part = Math.Clamp(light, 0, 1);
            return (int)((part <= 0.0031308 ? part * 12.92 : 1.055 * Math.Pow(part, 1 / 2.4) - 0.055) * 255 + 0.5);
        }

        // Nineteen steps, finer near zero, where the eye sees more.
        private static int Step(double part) =>
            Math.Clamp((int)Math.Floor(Math.CopySign(Math.Sqrt(Math.Abs(part)), part) * 9 + 9.5), 0, 18);
    }
}
