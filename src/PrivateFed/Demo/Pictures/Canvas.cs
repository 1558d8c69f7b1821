using System.Text;
using NetVips;

namespace PrivateFed.Demo.Pictures;

/// <summary>
/// A photo in the making: SVG shapes on planes that lie one before the other. Each plane is blurred as a lens would blur it, and all
/// of them get the same grain and the same dark corners. Coordinates are pixels from the upper left corner.
/// </summary>
internal sealed class Canvas(int width, int height, int seed)
{
    /// <summary>Pixels of the photo for each pixel here: what a phone shows, and no more.</summary>
    private const double Sharpness = 0.9;

    private static readonly Image Film = MakeFilm();
    private readonly Random _random = new(seed);
    private readonly StringBuilder _shapes = new();
    private readonly StringBuilder _paints = new();
    private readonly (int Width, int Height) _size = ((int)(width * Sharpness), (int)(height * Sharpness));
    private Image? _picture;
    private int _paintCount;

    public int Width => width;

    public int Height => height;

    public double Choose(double from, double to) => from + (_random.NextDouble() * (to - from));

    /// <summary>Adds shapes to the plane in front.</summary>
    /// <param name="svg">Numbers are written in the invariant culture.</param>
    public void Add(FormattableString svg) => _shapes.Append(FormattableString.Invariant(svg));

    /// <summary>Adds a closed shape.</summary>
    /// <param name="path">SVG path data.</param>
    /// <param name="more">A material of <see cref="Filters"/>, or more SVG attributes.</param>
    public void Path(FormattableString path, string fill, string more = "") => Shape($"path d='{FormattableString.Invariant(path)}'",
        fill, more);

    public void Ellipse(double x, double y, double across, double down, string fill, string more = "") =>
        Shape(FormattableString.Invariant($"ellipse cx='{x:0.##}' cy='{y:0.##}' rx='{across:0.##}' ry='{down:0.##}'"), fill, more);

    public void Rectangle(double x, double y, double wide, double high, string fill, string more = "") =>
        Shape(FormattableString.Invariant($"rect x='{x:0.#}' y='{y:0.#}' width='{wide:0.#}' height='{high:0.#}'"), fill, more);

    public void Line(FormattableString path, string colour, double wide, string more = "") => Shape(
        $"path d='{FormattableString.Invariant(path)}'", "none",
        FormattableString.Invariant($"stroke='{colour}' stroke-width='{wide:0.###}' stroke-linecap='round' {more}"));

    private void Shape(string shape, string fill, string more)
    {
        var material = Filters.IsMaterial(more);
        _shapes.Append($"<{shape} fill='{fill}' {(material ? "" : more)}/>");
        if (material)
        {
            _shapes.Append($"<{shape} fill='url(#{more})'/>");
        }
    }

    /// <summary>Begins a group; <see cref="End"/> ends it.</summary>
    public void Begin(string attributes) => _shapes.Append("<g ").Append(attributes).Append('>');

    public void End() => _shapes.Append("</g>");

    /// <summary>A paint that changes from top to bottom of a shape.</summary>
    /// <param name="colours">In equal steps.</param>
    public string Down(params string[] colours) => Linear("x2='0' y2='1'", colours);

    /// <summary>A paint that changes from left to right of a shape.</summary>
    public string Across(params string[] colours) => Linear("x2='1' y2='0'", colours);

    /// <summary>A paint that shines in the middle of a shape and fades to nothing at its edge.</summary>
    public string Glow(string colour, double opacity = 1) => Define("radialGradient", "r='0.5'",
        FormattableString.Invariant($"<stop stop-color='{colour}' stop-opacity='{opacity}'/>")
        + FormattableString.Invariant($"<stop offset='0.3' stop-color='{colour}' stop-opacity='{opacity * 0.5}'/>")
        + FormattableString.Invariant($"<stop offset='0.6' stop-color='{colour}' stop-opacity='{opacity * 0.16}'/>")
        + $"<stop offset='1' stop-color='{colour}' stop-opacity='0'/>");

    /// <summary>A paint for round things, lit from the upper left.</summary>
    public string Round(params string[] colours) => Define("radialGradient", "cx='0.38' cy='0.3' r='0.75'", Stops(colours));

    /// <summary>Ends the plane in front: what is added later lies nearer to the viewer.</summary>
    /// <param name="blur">In pixels; 0 for what the lens was set to.</param>
    public void EndPlane(double blur = 0)
    {
        // What is blurred anyway is drawn small, which costs little.
        var small = blur > 1 ? Math.Max(1.4 / (blur + 0.4), 0.125) : 1;
        var plane = Svg.Draw(Markup(Math.Ceiling(_size.Width * small), Math.Ceiling(_size.Height * small)));
        if (small < 1)
        {
            plane = plane.Premultiply().Gaussblur(blur * small * Sharpness).Resize((double)_size.Width / plane.Width,
                vscale: (double)_size.Height / plane.Height, kernel: Enums.Kernel.Linear).Unpremultiply().Cast(Enums.BandFormat.Uchar);
        }
        // Much faster than libvips' Composite, which reckons in floating point.
        var colours = plane.ExtractBand(0, n: 3);
        _picture = (_picture is null ? colours : plane[3].Ifthenelse(colours, _picture, blend: true)).CopyMemory();
        _shapes.Clear();
    }

    /// <returns>A JPEG.</returns>
    /// <param name="warmth">From -1 (a cold day) to 1 (candle light).</param>
    /// <param name="blur">Of the plane in front, in pixels.</param>
    /// <param name="grey">True for an old photo without colours.</param>
    public byte[] Jpeg(double warmth = 0, double blur = 0, bool grey = false)
    {
        Add($"<rect width='{width}' height='{height}' fill='url(#corners)'/>");
        EndPlane(blur);
        using var picture = grey ? _picture!.Colourspace(Enums.Interpretation.Bw) : _picture!;
        double[] light = grey ? [1.04, 0.98, 0.86] : [1 + (warmth * 0.06), 1, 1 - (warmth * 0.08)];
        var film = Film.Crop(_random.Next(Film.Width - _size.Width), _random.Next(Film.Height - _size.Height), _size.Width, _size.Height);
        using var developed = ((picture.Gaussblur(0.6) * light) + film).Cast(Enums.BandFormat.Uchar);
        return developed.Copy(interpretation: Enums.Interpretation.Srgb).JpegsaveBuffer(q: 84);
    }

    private string Markup(double wide, double high) => FormattableString.Invariant(
        $"""
        <svg xmlns='http://www.w3.org/2000/svg' width='{wide}' height='{high}' viewBox='0 0 {width} {height}' preserveAspectRatio='none'>
        <defs>{Filters.For(_shapes.ToString())}{_paints}</defs>{_shapes}</svg>
        """);

    private string Linear(string direction, string[] colours) => Define("linearGradient", "x1='0' y1='0' " + direction, Stops(colours));

    private static string Stops(string[] colours) => string.Concat(colours.Index().Select(stop =>
        FormattableString.Invariant($"<stop offset='{stop.Index / Math.Max(1.0, colours.Length - 1)}' stop-color='{stop.Item}'/>")));

    private string Define(string kind, string attributes, string stops)
    {
        var id = FormattableString.Invariant($"p{_paintCount++}");
        _paints.Append($"<{kind} id='{id}' {attributes}>{stops}</{kind}>");
        return $"url(#{id})";
    }

    /// <summary>Fine grain and broad, faint clouds of light and shade, as film has; larger than any photo.</summary>
    private static Image MakeFilm()
    {
        using var fine = Image.Gaussnoise(700, 700, sigma: 5, mean: 0, seed: 7).Gaussblur(0.6);
        using var broad = Image.Perlin(150, 150, cellSize: 24, seed: 11).Resize(12, kernel: Enums.Kernel.Cubic);
        return (fine.Replicate(3, 3).Crop(0, 0, 1_800, 1_800) + (broad * 4)).Cast(Enums.BandFormat.Short).CopyMemory();
    }
}
