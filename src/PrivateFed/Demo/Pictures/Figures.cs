namespace PrivateFed.Demo.Pictures;

/// <summary>What somebody wears: lit and shaded colour.</summary>
internal sealed record Clothes(string[] Coat, string[] Legs, string[] Hair)
{
    public bool Hat { get; init; }
}

/// <summary>People, seen from behind.</summary>
internal static class Figures
{
    /// <param name="ground">Where the feet are.</param>
    /// <param name="head">Part of the height: 0.26 for a small child, 0.2 for a school child, 0.14 for adults.</param>
    /// <param name="arms">Degrees from the body, left and right.</param>
    /// <param name="stride">Distance of the feet as a part of the height.</param>
    public static void Stand(
        Canvas canvas, double x, double ground, double high, double head, Clothes clothes, (double Left, double Right) arms,
            double stride = 0.1)
    {
        var (skull, shoulders, hip) = (head * high, ground - high + (head * high * 0.98), ground - (high * 0.4));
        var half = high * (0.1 + (head * 0.32));
        Light.Patch(canvas, x + (high * 0.06), ground, high * 0.3, high * 0.05, "#000000", 0.55);
        var legs = canvas.Across(clothes.Legs);
        foreach (var side in (int[])[-1, 1])
        {
            var foot = x + (side * high * stride / 2) + (side * half * 0.25);
            canvas.Path(
                $"""
                M{x + (side * half * 0.95)} {hip - 10}L{foot + (side * half * 0.34)} {ground}h{-side * half * 0.7}
                L{x - (side * half * 0.05)} {hip - 10}Z
                """, legs, Filters.Wool);
            canvas.Ellipse(foot, ground - (high * 0.012), half * 0.44, high * 0.028, "#2c2624");
        }
        Arm(canvas, x - (half * 0.86), shoulders + (half * 0.34), high * 0.3, half * 0.5, 180 + arms.Left, clothes.Coat[0]);
        Arm(canvas, x + (half * 0.86), shoulders + (half * 0.34), high * 0.3, half * 0.5, 180 - arms.Right, clothes.Coat[^1]);
        canvas.Path(
            $"""
            M{x - (half * 0.4)} {shoulders - (half * 0.06)}Q{x - half} {shoulders} {x - (half * 1.06)} {shoulders + (half * 0.6)}
            L{x - (half * 1.08)} {hip + (high * 0.04)}Q{x} {hip + (high * 0.075)} {x + (half * 1.08)} {hip + (high * 0.04)}
            L{x + (half * 1.06)} {shoulders + (half * 0.6)}Q{x + half} {shoulders} {x + (half * 0.4)} {shoulders - (half * 0.06)}Z
            """, canvas.Across(clothes.Coat), Filters.Wool);
        Head(canvas, x, shoulders - (skull * 0.42), skull, clothes);
        canvas.Line(
            $"""
            M{x - (half * 0.46)} {shoulders + (half * 0.04)}q{half * 0.46} {half * 0.2} {half * 0.92} 0
            """, clothes.Coat[^1], half * 0.2);
    }

    /// <summary>The back of a head.</summary>
    public static void Head(Canvas canvas, double x, double y, double high, Clothes clothes)
    {
        canvas.Rectangle(x - (high * 0.16), y + (high * 0.2), high * 0.32, high * 0.34, canvas.Across("#e0b496", "#a87a60"));
        foreach (var side in (int[])[-1, 1])
        {
            canvas.Ellipse(x + (side * high * 0.41), y + (high * 0.06), high * 0.07, high * 0.11, side < 0 ? "#eec0a0" : "#b98468");
        }
        if (clothes.Hat)
        {
            canvas.Path(
                $"""
                M{x - (high * 0.45)} {y + (high * 0.2)}C{x - (high * 0.5)} {y - (high * 0.75)} {x + (high * 0.5)} {y - (high * 0.75)}
                {x + (high * 0.45)} {y + (high * 0.2)}
                Q{x} {y + (high * 0.38)} {x - (high * 0.45)} {y + (high * 0.2)}Z
                """, canvas.Round(clothes.Hair), Filters.Wool);
            canvas.Ellipse(x, y - (high * 0.52), high * 0.15, high * 0.14, "#f4ece2", Filters.Wool);
            return;
        }
        Hair(canvas, x, y, high, clothes.Hair);
    }

    /// <summary>Short hair, strand by strand.</summary>
    private static void Hair(Canvas canvas, double x, double y, double high, string[] colours)
    {
        canvas.Path(
            $"""
            M{x - (high * 0.4)} {y + (high * 0.12)}C{x - (high * 0.5)} {y - (high * 0.66)} {x + (high * 0.5)} {y - (high * 0.66)}
            {x + (high * 0.4)} {y + (high * 0.12)}
            Q{x + (high * 0.32)} {y + (high * 0.44)} {x} {y + (high * 0.42)}Q{x - (high * 0.32)} {y + (high * 0.44)} {x - (high * 0.4)}
            {y + (high * 0.12)}Z
            """, canvas.Round(colours));
        for (var i = 0; i < 90; i++)
        {
            var (side, down) = (canvas.Choose(-0.36, 0.36), canvas.Choose(0.15, 0.55));
            canvas.Line(
                $"""
                M{x + (side * high * 0.3):0.0} {y - (high * 0.4):0.0}Q{x + (side * high):0.0} {y - (high * 0.3):0.0}
                {x + (side * high * 1.1):0.0} {y + (high * (down - 0.16)):0.0}
                """,
                colours[i % colours.Length], Math.Max(0.7, high * 0.012), "stroke-opacity='0.4'");
        }
    }

    private static void Arm(Canvas canvas, double x, double y, double length, double wide, double degrees, string colour)
    {
        var (dx, dy) = (Math.Sin(degrees * Math.PI / 180) * length, -Math.Cos(degrees * Math.PI / 180) * length);
        canvas.Ellipse(x + dx, y + dy, wide * 0.42, wide * 0.42, "#d8a588");
        canvas.Line($"M{x} {y}q{dx * 0.3} {dy * 0.7} {dx * 0.9} {dy * 0.9}", colour, wide);
    }

    /// <summary>A head and shoulders in the water.</summary>
    public static void Swimmer(Canvas canvas, double x, double y, double high, string[] hair)
    {
        Light.Patch(canvas, x, y + (high * 0.5), high * 1.1, high * 0.16, "#ffffff", 0.6);
        canvas.Ellipse(x, y + (high * 0.55), high * 0.75, high * 0.22, canvas.Across("#e8b896", "#9c6a50"));
        Head(canvas, x, y, high, new Clothes([], [], hair));
        for (var ring = 1; ring < 5; ring++)
        {
            canvas.Ellipse(x, y + (high * 0.62), high * ring * 0.8, high * ring * 0.17, "none",
                FormattableString.Invariant($"stroke='#ffffff' stroke-width='{3.6 / ring:0.0}' stroke-opacity='{0.55 / ring:0.00}'"));
        }
    }

    /// <summary>Somebody on a bicycle who rides away.</summary>
    public static void Cyclist(Canvas canvas, double x, double ground, double high, string[] coat, string[] hair, bool helmet)
    {
        Light.Patch(canvas, x + (high * 0.2), ground, high * 0.4, high * 0.05, "#000000", 0.5);
        canvas.Add($"<ellipse cx='{x}' cy='{ground - (high * 0.2)}' rx='{high * 0.022}' ry='{high * 0.2}' fill='#1c1c20'/>");
        canvas.Line(
            $"""
            M{x} {ground - (high * 0.24)}V{ground - (high * 0.46)}M{x - (high * 0.2)} {ground - (high * 0.56)}
            h{high * 0.4}
            """, "#2c2c30", high * 0.02);
        var legs = new Clothes(coat, ["#3c4658", "#1e2432"], hair) { Hat = helmet };
        canvas.Line($"M{x - (high * 0.06)} {ground - (high * 0.44)}L{x - (high * 0.1)} {ground - (high * 0.12)}", legs.Legs[0],
            high * 0.09);
        canvas.Line($"M{x + (high * 0.06)} {ground - (high * 0.44)}L{x + (high * 0.11)} {ground - (high * 0.24)}", legs.Legs[1],
            high * 0.09);
        canvas.Line($"M{x - (high * 0.1)} {ground - (high * 0.74)}L{x - (high * 0.19)} {ground - (high * 0.57)}", coat[0], high * 0.07);
        canvas.Line($"M{x + (high * 0.1)} {ground - (high * 0.74)}L{x + (high * 0.19)} {ground - (high * 0.57)}", coat[^1], high * 0.07);
        canvas.Path(
            $"""
            M{x - (high * 0.13)} {ground - (high * 0.76)}q{high * 0.13} {-high * 0.06} {high * 0.26} 0
            l{-high * 0.03} {high * 0.36}h{-high * 0.2}Z
            """,
            canvas.Across(coat), Filters.Wool);
        Head(canvas, x, ground - (high * 0.88), high * 0.2, legs);
    }
}
