using NetVips;

namespace PrivateFed.Demo;

internal enum Motif
{
    Hills,
    Sea,
    Snow,
    House,
    Cake,
    Face,
}

/// <summary>
/// Draws the demo's photos: flat shapes like paper cuts, each a little different by its number, so that no real person's photo is needed.
/// </summary>
internal static class DrawPicture
{
    /// <summary>Pixels of the longer side.</summary>
    private const int LongEdge = 1_440;
    private const int ShortEdge = 1_080;

    private static readonly double[] White = [247, 243, 234];
    private static readonly double[] Red = [166, 60, 48];
    private static readonly double[] Night = [38, 48, 66];
    private static readonly double[] Gold = [236, 190, 98];
    private static readonly double[] Fir = [52, 84, 74];

    /// <returns>A JPEG.</returns>
    public static byte[] Jpeg(Motif motif, bool upright, int number)
    {
        var paper = upright ? new Paper(ShortEdge, LongEdge, number) : new Paper(LongEdge, ShortEdge, number);
        switch (motif)
        {
            case Motif.Hills: Hills(paper); break;
            case Motif.Sea: Sea(paper); break;
            case Motif.Snow: Snow(paper); break;
            case Motif.House: House(paper); break;
            case Motif.Cake: Cake(paper); break;
            case Motif.Face: Face(paper); break;
        }
        return paper.Jpeg();
    }

    private static void Hills(Paper paper)
    {
        paper.Fade([188, 208, 222], [246, 222, 190]);
        paper.Disc(paper.Choose(0.2, 0.8), 0.3, 0.09, Gold);
        foreach (var (number, colour) in new double[][] { [142, 164, 172], [106, 138, 136], [78, 112, 96], [54, 82, 66] }.Index())
        {
            paper.Below(0.48 + (number * 0.13), 0.05, paper.Choose(0.14, 0.24), colour);
        }
    }

    private static void Sea(Paper paper)
    {
        paper.Fade([170, 200, 222], [250, 226, 204]);
        paper.Disc(paper.Choose(0.25, 0.75), 0.36, 0.08, Gold);
        foreach (var (number, colour) in new double[][] { [96, 146, 168], [74, 124, 150], [54, 100, 130], [40, 80, 110] }.Index())
        {
            paper.Below(0.5 + (number * 0.12), 0.008 + (number * 0.006), 0.05, colour);
        }
        var x = paper.Choose(0.3, 0.7);
        paper.Triangle(x, 0.34, 0.58, 0.42, White);
        paper.Rectangle(x - 0.1, 0.6, x + 0.1, 0.64, Red);
    }

    private static void Snow(Paper paper)
    {
        paper.Fade([120, 138, 162], [206, 214, 224]);
        paper.Below(0.66, 0.04, 0.3, [230, 234, 240]);
        foreach (var (x, top) in new[] { (0.14, 0.3), (0.33, 0.38), (0.62, 0.26), (0.84, 0.36) })
        {
            paper.Triangle(x + paper.Choose(-0.05, 0.05), top, 0.74, 0.32, Fir);
        }
        paper.Below(0.76, 0.03, 0.2, White);
        paper.Flakes(White);
    }

    private static void House(Paper paper)
    {
        paper.Fade(Night, [122, 122, 142]);
        paper.Below(0.72, 0.03, 0.3, Fir);
        paper.Rectangle(0.3, 0.46, 0.7, 0.78, Red);
        paper.Triangle(0.5, 0.24, 0.47, 1.2, [58, 46, 44]);
        paper.Rectangle(0.38, 0.54, 0.47, 0.66, Gold);
        paper.Rectangle(0.55, 0.56, 0.63, 0.78, White);
        paper.Disc(paper.Choose(0.08, 0.22), 0.16, 0.05, White);
    }

    private static void Cake(Paper paper)
    {
        paper.Fade([232, 214, 196], [214, 186, 166]);
        paper.Below(0.74, 0, 1, [86, 118, 140]);
        paper.Rectangle(0.28, 0.5, 0.72, 0.76, [196, 142, 100]);
        paper.Rectangle(0.28, 0.46, 0.72, 0.56, White);
        paper.Rectangle(0.485, 0.3, 0.515, 0.47, Red);
        paper.Disc(0.5, 0.27, 0.03, Gold);
        for (var x = 0.32; x < 0.7; x += 0.09)
        {
            paper.Disc(x, 0.56, 0.03, Red);
        }
    }

    private static void Face(Paper paper)
    {
        paper.Fade([212, 222, 214], [184, 200, 190]);
        paper.Disc(0.5, 0.46, 0.31, paper.Choose(0, 1) < 0.5 ? [92, 62, 46] : [206, 168, 96]);
        paper.Disc(0.5, 0.52, 0.27, [240, 206, 178]);
        paper.Disc(0.41, 0.48, 0.022, Night);
        paper.Disc(0.59, 0.48, 0.022, Night);
        paper.Disc(0.5, 0.6, 0.1, Red);
        paper.Disc(0.5, 0.565, 0.11, [240, 206, 178]);
        paper.Below(0.84, 0.01, 0.5, Red);
    }

    /// <summary>
    /// A sheet on which shapes are drawn, each over the earlier ones. Positions are fractions of width and height; colours are sRGB.
    /// </summary>
    private sealed class Paper(int width, int height, int number)
    {
        private readonly Random _random = new(number);
        private readonly Image _x = Image.Xyz(width, height)[0] / width;
        private readonly Image _y = Image.Xyz(width, height)[1] / height;
        private Image _picture = Image.Black(width, height, bands: 3);

        public double Choose(double from, double to) => from + (_random.NextDouble() * (to - from));

        public void Fade(double[] above, double[] below)
        {
            var bands = above.Zip(below, (first, last) => (_y * (last - first)) + first).ToArray();
            _picture = bands[0].Bandjoin(bands[1], bands[2]);
        }

        /// <summary>Fills everything below a wavy line.</summary>
        public void Below(double y, double wave, double length, double[] colour)
        {
            var phase = Choose(0, 360);
            Draw(_y > (((_x * (360 / length)) + phase).Sin() * wave) + y, colour);
        }

        /// <summary>Draws a disc around (x, y).</summary>
        /// <param name="radius">As a fraction of the shorter side.</param>
        public void Disc(double x, double y, double radius, double[] colour)
        {
            var shorter = Math.Min(width, height);
            var (dx, dy) = ((_x - x) * ((double)width / shorter), (_y - y) * ((double)height / shorter));
            Draw(((dx * dx) + (dy * dy)) < radius * radius, colour);
        }

        public void Rectangle(double left, double top, double right, double bottom, double[] colour) =>
            Draw((_x > left) & (_x < right) & (_y > top) & (_y < bottom), colour);

        /// <summary>A triangle with its point above; its base is <paramref name="spread"/> times its height.</summary>
        public void Triangle(double x, double top, double bottom, double spread, double[] colour) =>
            Draw(((_x - x).Abs() < (_y - top) * (spread / 2)) & (_y < bottom), colour);

        public void Flakes(double[] colour)
        {
            using var noise = Image.Gaussnoise(width, height, sigma: 40, mean: 0, seed: number);
            Draw(noise.Gaussblur(4) > 6.6, colour);
        }

        public byte[] Jpeg() =>
            _picture.Gaussblur(0.8).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb).JpegsaveBuffer(q: 88);

        private void Draw(Image where, double[] colour) =>
            _picture = where.Ifthenelse(Image.Black(width, height, bands: 3) + colour, _picture);
    }
}
