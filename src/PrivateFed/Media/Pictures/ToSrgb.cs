using NetVips;

namespace PrivateFed.Media.Pictures;

/// <summary>Converts samples in a <see cref="ColourSignal"/>'s colour space to sRGB, 8 bits.</summary>
internal static class ToSrgb
{
    /// <summary>Works line by line, like the decoder before it.</summary>
    public static Image From(Image picture, ColourSignal signal)
    {
        var colours = picture.HasAlpha() ? picture.Bands - 1 : picture.Bands;
        var levels = picture.Format == Enums.BandFormat.Uchar ? 256 : 65_536;
        if (picture.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort) || colours is not (1 or 3))
        {
            return picture.Copy();
        }
        using var light = picture.ExtractBand(0, n: colours);
        using var srgb = signal.ToSrgbPrimaries() is { } matrix && colours == 3 ? Recombine(light, signal, levels, matrix)
            : Translate(light, signal, levels);
        if (colours == picture.Bands)
        {
            return srgb.Copy();
        }
        using var alpha = picture.ExtractBand(colours);
        using var bytes = alpha.Cast(Enums.BandFormat.Uchar, shift: levels != 256);
        return srgb.Bandjoin(bytes).Copy(interpretation: srgb.Interpretation);
    }

    private static Image Translate(Image samples, ColourSignal signal, int levels)
    {
        using var table = Image.NewFromMemory(
            Array.ConvertAll(LightOf(signal, levels), light => (byte)Math.Round(255 * FromLight(Math.Clamp(light, 0, 1)))), levels, 1, 1,
            Enums.BandFormat.Uchar);
        using var mapped = samples.Maplut(table);
        return mapped.Copy(interpretation: mapped.Bands == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    private static Image Recombine(Image samples, ColourSignal signal, int levels, double[,] matrix)
    {
        using var table =
            Image.NewFromMemory(Array.ConvertAll(LightOf(signal, levels), light => (float)light), levels, 1, 1, Enums.BandFormat.Float);
        using var light = samples.Maplut(table);
        using var rows = Image.NewFromArray(matrix);
        using var recombined = light.Recomb(rows);
        using var linear = recombined.Copy(interpretation: Enums.Interpretation.Scrgb);
        return linear.Colourspace(Enums.Interpretation.Srgb);
    }

    private static double[] LightOf(ColourSignal signal, int levels) =>
        [.. Enumerable.Range(0, levels).Select(level => signal.ToLight(level / (levels - 1.0)))];

    private static double FromLight(double light) => light <= 0.0031308 ? light * 12.92 : 1.055 * Math.Pow(light, 1 / 2.4) - 0.055;
}
