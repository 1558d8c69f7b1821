namespace PrivateFed.Look;

/// <summary>
/// Makes of one chosen colour what site.css needs, so that it can be read whatever was chosen: in light it is made darker, in dark lighter,
/// until everything that is written in it, or on it, has the contrast that text needs.
/// </summary>
public static class Accent
{
    /// <summary>WCAG 2.2, 1.4.3: text.</summary>
    public const double Readable = 4.5;

    private const double Step = 0.02;

    private static readonly Colour Black = new(0, 0, 0);
    private static readonly Colour White = new(255, 255, 255);

    /// <summary>In light and in dark: the colour, and the wash that lies behind what is chosen or said in passing. The wash is the surface that comes nearest to the colour itself.</summary>
    public static (Shade Light, Shade Dark) Of(Colour chosen) => (
        Until(chosen, Black, colour => new Shade(colour, White, Palette.LightPaper.Mixed(colour, 0.1))),
        Until(chosen, White, colour => new Shade(colour, Palette.DarkPaper, Palette.DarkCard.Mixed(colour, 0.12))));

    public static string StyleSheet(Colour chosen)
    {
        var (light, dark) = Of(chosen);
        return $":root{{{Rules(light)}}}\n@media(prefers-color-scheme:dark){{:root{{{Rules(dark)}}}}}\n@media print{{:root{{--accent:#000}}}}\n";
    }

    private static Shade Until(Colour chosen, Colour towards, Func<Colour, Shade> shadeOf)
    {
        for (var share = 0.0; share < 1; share += Step)
        {
            if (shadeOf(chosen.Mixed(towards, share)) is { IsReadable: true } shade)
            {
                return shade;
            }
        }
        return shadeOf(towards);
    }

    private static string Rules(Shade shade) => $"--accent:#{shade.Colour.Hex};--accent-ink:#{shade.Ink.Hex};--wash:#{shade.Wash.Hex}";
}

/// <summary>The accent in one scheme.</summary>
/// <param name="Colour">Links, and the ground of buttons.</param>
/// <param name="Ink">What is written on such a button.</param>
/// <param name="Wash">A breath of the colour, behind ordinary text.</param>
public sealed record Shade(Colour Colour, Colour Ink, Colour Wash)
{
    public bool IsReadable => Colour.Contrast(Wash) >= Accent.Readable && Colour.Contrast(Ink) >= Accent.Readable;
}
