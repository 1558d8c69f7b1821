using NetVips;

namespace PrivateFed.Demo.Pictures;

/// <summary>SVG filters that turn flat shapes into materials.</summary>
internal static class Filters
{
    public const string Soft = "filter='url(#soft)'";
    public const string Softer = "filter='url(#softer)'";
    public const string Blur = "filter='url(#blur)'";

    /// <summary>Edges like those of leaves, rock or snow.</summary>
    public const string Rough = "filter='url(#rough)'";

    /// <summary>What lies on water with a light wind.</summary>
    public const string Ripple = "filter='url(#ripple)'";

    /// <summary>Edges like those of leaves, with light and shade among them.</summary>
    public const string Leaves = "filter='url(#leaves)'";

    /// <summary>Knitted wool, felt and cloth.</summary>
    public const string Wool = "wool";

    /// <summary>Snow, plaster, dough, linen: low bumps lit from the left.</summary>
    public const string Bumps = "bumps";

    /// <summary>The grain of boards that lie across the picture.</summary>
    public const string Wood = "wood";

    /// <summary>Turns a rectangle into clouds of its colour.</summary>
    public const string Clouds = "filter='url(#clouds)'";

    /// <summary>Turns a rectangle into glints on water, of its colour.</summary>
    public const string Glints = "filter='url(#glints)'";

    private const string Corners =
        """
        <radialGradient id='corners' r='0.78'><stop offset='0.55' stop-opacity='0'/><stop offset='1' stop-opacity='0.34'/></radialGradient>
        """;

    private static readonly string Noise = MakeNoise();

    private static readonly Dictionary<string, string> All = new()
    {
        ["soft"] = Filter("soft", Gaussian(1.6)),
        ["softer"] = Filter("softer", Gaussian(7)),
        ["blur"] = Filter("blur", Gaussian(24)),
        ["rough"] = Filter("rough", Turbulence("0.04", 2) + Displace(22)),
        ["ripple"] = Filter("ripple", Turbulence("0.006 0.07", 2) + Displace(46)),
        ["leaves"] = Filter("leaves", Turbulence("0.07", 2) + Displace(40) + Shade(1.3)),
        ["clouds"] = Filter("clouds", Turbulence("0.0025 0.008", 4) + Throw(3.2, -1.45)),
        ["glints"] = Filter("glints", Turbulence("0.012 0.16", 2) + Throw(9, -5.2)),
        ["wool"] = Pattern("wool", 50, 70, 0.09),
        ["wood"] = Pattern("wood", 2_600, 260, 0.13),
        ["bumps"] = Pattern("bumps", 560, 700, 0.05),
    };

    /// <summary>Whether it lies over a shape as a second paint.</summary>
    public static bool IsMaterial(string more) => more is Wool or Wood or Bumps;

    /// <returns>The definitions that these shapes need.</returns>
    public static string For(string shapes) =>
        Corners + string.Concat(All.Where(made => shapes.Contains($"#{made.Key})", StringComparison.Ordinal)).Select(made => made.Value));

    private static string Filter(string id, string steps) =>
        $"<filter id='{id}' x='-20%' y='-20%' width='140%' height='140%' color-interpolation-filters='sRGB'>{steps}</filter>";

    private static string Gaussian(double blur) => FormattableString.Invariant($"<feGaussianBlur stdDeviation='{blur}'/>");

    private static string Turbulence(string frequency, int octaves) => FormattableString.Invariant(
        $"<feTurbulence type='fractalNoise' baseFrequency='{frequency}' numOctaves='{octaves}' result='noise'/>");

    private static string Displace(int far) => FormattableString.Invariant(
        $"<feDisplacementMap in='SourceGraphic' in2='noise' scale='{far}' xChannelSelector='R' yChannelSelector='G' result='shape'/>");

    /// <summary>Makes the shape's colour lighter and darker.</summary>
    private static string Shade(double strength) => FormattableString.Invariant(
        $"""
        <feColorMatrix in='noise' values='0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 1'/>
        <feComposite in2='shape' operator='arithmetic' k1='{strength}' k3='{1 - (strength / 2)}'/>
        <feComposite in2='shape' operator='in'/>
        """);

    /// <summary>Lets the shape show only where there is much noise.</summary>
    private static string Throw(double contrast, double threshold) => FormattableString.Invariant(
        $"""
        <feColorMatrix values='0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 {contrast} 0 0 0 {threshold}' result='where'/>
        <feComposite in='SourceGraphic' in2='where' operator='in'/>
        """);

    private static string Pattern(string id, int wide, int high, double opacity) => FormattableString.Invariant(
        $"""
        <pattern id='{id}' patternUnits='userSpaceOnUse' width='{wide}' height='{high}'>
        <image width='{wide}' height='{high}' preserveAspectRatio='none' opacity='{opacity}' href='{Noise}'/></pattern>
        """);

    /// <summary>
    /// A tile of light and dark noise, transparent where it is neither: laying it over a shape costs far less than a filter.
    /// </summary>
    private static string MakeNoise()
    {
        const string Turbulent =
            """
            <svg xmlns='http://www.w3.org/2000/svg' width='128' height='128'><filter id='n' x='0' y='0' width='1' height='1'
            color-interpolation-filters='sRGB'><feTurbulence type='fractalNoise' baseFrequency='0.0625' numOctaves='3'
            stitchTiles='stitch'/>
            <feColorMatrix values='1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 0 1'/></filter><rect width='128' height='128'
            filter='url(#n)'/></svg>
            """;
        using var noise = Svg.Draw(Turbulent)[0];
        using var shade = (noise > 128).Bandjoin(((noise - 128).Abs() * 4).Cast(Enums.BandFormat.Uchar));
        return "data:image/png;base64," + Convert.ToBase64String(shade.Copy(interpretation: Enums.Interpretation.Bw).PngsaveBuffer());
    }
}
