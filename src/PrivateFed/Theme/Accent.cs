namespace PrivateFed.Theme;

/// <summary>
/// Derives the colours that site.css needs from one chosen colour, and keeps them readable whatever was chosen: darker in light mode,
/// lighter in dark mode, until all text in or on the colour has enough contrast.
/// </summary>
public static class Accent
{
    /// <summary>Contrast ratio for text (WCAG 2.2, 1.4.3).</summary>
    public const double Readable = 4.5;

    private const double Step = 0.02;

    private static readonly Colour Black = new(0, 0, 0);
    private static readonly Colour White = new(255, 255, 255);

    /// <summary>
    /// The shades for light and dark mode. The wash is the background of selected items and of notices; of all surfaces it is the closest
    /// to the colour itself.
    /// </summary>
    public static (Shade Light, Shade Dark) Of(Colour chosen) => (
        FirstReadable(share => chosen.Mixed(Black, share), colour => new Shade(colour, White, Palette.LightPaper.Mixed(colour, 0.1))),
        FirstReadable(chosen.Lighter, colour => new Shade(colour, Palette.DarkPaper, Palette.DarkCard.Mixed(colour, 0.12))));

    public static string StyleSheet(Colour chosen)
    {
        var (light, dark) = Of(chosen);
        return $":root{{{Rules(light)}}}\n"
            + $"@media(prefers-color-scheme:dark){{:root{{{Rules(dark)}}}}}\n@media print{{:root{{--accent:#000}}}}\n";
    }

    private static Shade FirstReadable(Func<double, Colour> changed, Func<Colour, Shade> shadeOf)
    {
        for (var share = 0.0; share < 1; share += Step)
        {
            if (shadeOf(changed(share)) is { IsReadable: true } shade)
            {
                return shade;
            }
        }
        return shadeOf(changed(1));
    }

    private static string Rules(Shade shade) => $"--accent:#{shade.Colour.Hex};--accent-ink:#{shade.Ink.Hex};--wash:#{shade.Wash.Hex}";
}

/// <summary>The accent in one colour scheme.</summary>
/// <param name="Colour">Links, and the background of buttons.</param>
/// <param name="Ink">Text on such a button.</param>
/// <param name="Wash">A faint tint of the colour, behind ordinary text.</param>
public sealed record Shade(Colour Colour, Colour Ink, Colour Wash)
{
    public bool IsReadable => Colour.Contrast(Wash) >= Accent.Readable && Colour.Contrast(Ink) >= Accent.Readable;
}
