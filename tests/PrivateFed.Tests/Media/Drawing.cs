using NetVips;

namespace PrivateFed.Tests.Media;

/// <summary>Pictures drawn when a test needs them.</summary>
internal static class Drawing
{
    public static readonly double[] Red = [255, 0, 0];
    public static readonly double[] Green = [0, 255, 0];
    public static readonly double[] Blue = [0, 0, 255];
    public static readonly double[] White = [255, 255, 255];

    /// <summary>Soft colours with the noise of a sensor: as hard to compress as a photo.</summary>
    public static Image Photo(int width, int height)
    {
        using var at = Image.Xyz(width, height);
        using var noise = Image.Gaussnoise(width, height, sigma: 12, mean: 0, seed: 7);
        var sky = (at[0] / 20).Sin() * 60 + 128;
        var hill = at[1] * (200.0 / height);
        var sea = ((at[0] + at[1]) / 300).Sin() * 100 + 128;
        return (sky.Bandjoin(hill, sea) + noise.Gaussblur(1)).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static Image Plain(int width, int height, double[] colour) =>
        (Image.Black(width, height, bands: colour.Length) + colour).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);

    /// <summary>Red and green above, blue and white below: every turn and mirroring shows.</summary>
    public static Image FourCorners(int width, int height)
    {
        var above = Plain(width / 2, height / 2, Red).Join(Plain(width / 2, height / 2, Green), Enums.Direction.Horizontal);
        var below = Plain(width / 2, height / 2, Blue).Join(Plain(width / 2, height / 2, White), Enums.Direction.Horizontal);
        return above.Join(below, Enums.Direction.Vertical);
    }

    /// <summary>Whether the pixel has about that colour; JPEG and WebP round.</summary>
    public static void AssertColour(Image picture, int x, int y, double[] expected)
    {
        var actual = picture.Getpoint(x, y);
        Assert.True(
            actual.Length >= expected.Length && expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) < 12),
            $"At {x}, {y}: expected {string.Join(' ', expected)}, was {string.Join(' ', actual)}");
    }
}
