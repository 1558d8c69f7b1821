namespace PrivateFed.Demo.Pictures;

/// <summary>What lies, stands and floats about.</summary>
internal static class Things
{
    /// <summary>A table top up to the lower edge, with the light on its far side.</summary>
    public static void Table(Canvas canvas, double y, string far, string near) =>
        canvas.Rectangle(-20, y, canvas.Width + 40, canvas.Height - y + 20, canvas.Down(far, near), Filters.Wood);

    /// <summary>A cloth or blanket up to the lower edge, with folds.</summary>
    public static void Cloth(Canvas canvas, double y, double rise, int folds, string light, string shade)
    {
        Hills.Ridge(canvas, y, rise, 0.3, canvas.Down(light, shade), Filters.Bumps);
        for (var fold = 0; fold < folds; fold++)
        {
            var (x, top) = (canvas.Choose(0, canvas.Width), y + canvas.Choose(20, (canvas.Height - y) * 0.7));
            var (dx, dy) = (canvas.Choose(-200, 200), canvas.Choose(80, 260));
            canvas.Line($"M{x:0} {top:0}q{dx * 0.1:0} {dy * 0.6:0} {dx:0} {dy:0}", fold % 2 == 0 ? light : shade, canvas.Choose(12, 40),
                "stroke-opacity='0.55' filter='url(#softer)'");
        }
    }

    /// <summary>A round cake on a plate.</summary>
    /// <param name="y">Of the middle of its upper side.</param>
    /// <param name="side">Colours of its side, from left to right.</param>
    public static void Cake(Canvas canvas, double x, double y, double across, double high, string[] side, string[] top)
    {
        var down = across * 0.3;
        Light.Patch(canvas, x + 30, y + high + (down * 0.6), across * 1.3, down * 0.9, "#000000", 0.5);
        canvas.Ellipse(x, y + high + (down * 0.12), across * 1.3, down * 1.16, canvas.Across("#f4f2ee", "#dcd8d2", "#a8a4a2"));
        canvas.Ellipse(x, y + high + (down * 0.08), across * 1.12, down * 0.98, canvas.Across("#c8c4be", "#e8e4de"));
        canvas.Path($"M{x - across} {y}v{high}a{across} {down} 0 0 0 {across * 2} 0v{-high}Z", canvas.Across(side), Filters.Bumps);
        canvas.Path(
            $"""
            M{x - across} {y + (high * 0.46)}a{across} {down} 0 0 0 {across * 2} 0v{high * 0.08}a{across} {down} 0 0 1 {-across * 2} 0
            Z
            """, "#b8505a",
            "fill-opacity='0.6'");
        canvas.Ellipse(x, y, across, down, canvas.Across(top), Filters.Bumps);
        for (var i = 0; i < 22; i++)
        {
            var angle = i / 22.0 * Math.Tau;
            var (dx, dy, size) = (Math.Cos(angle) * across * 0.9, Math.Sin(angle) * down * 0.9, across * 0.09);
            canvas.Ellipse(x + dx, y + dy - (size * 0.3), size, size * 0.8, canvas.Round(top[0], top[0], top[^1]));
        }
    }

    /// <summary>Berries strewn on something flat.</summary>
    public static void Berries(Canvas canvas, double x, double y, double across, double down, int number, double size,
        params string[] colours)
    {
        for (var i = 0; i < number; i++)
        {
            var (angle, far) = (canvas.Choose(0, Math.Tau), Math.Sqrt(canvas.Choose(0, 1)));
            var (cx, cy) = (x + (Math.Cos(angle) * far * across), y + (Math.Sin(angle) * far * down));
            canvas.Ellipse(cx + (size * 0.2), cy + (size * 0.7), size, size * 0.4, "#000000", "fill-opacity='0.3'");
            canvas.Ellipse(cx, cy, size, size * 0.94, canvas.Round(colours));
            canvas.Ellipse(cx - (size * 0.35), cy - (size * 0.4), size * 0.16, size * 0.12, "#ffffff", "fill-opacity='0.7'");
        }
    }

    /// <summary>A saffron bun: two curls of dough with a raisin in each.</summary>
    public static void Bun(Canvas canvas, double x, double y, double size, double turn)
    {
        Light.Patch(canvas, x + (size * 0.12), y + (size * 0.34), size * 0.8, size * 0.4, "#1c0c02", 0.7);
        canvas.Begin(FormattableString.Invariant($"transform='translate({x} {y}) rotate({turn}) scale({size} {size * 0.8})'"));
        foreach (var (wide, colour) in ((double, string)[])[(0.36, "#a4611c"), (0.31, "#d8922e"), (0.2, "#efb748"), (0.07, "#fbdc8c")])
        {
            canvas.Line($"M-0.3 -0.06a0.2 0.2 0 1 1 0.3 -0.2c0 0.2 0 0.3 0 0.5a0.2 0.2 0 1 0 0.3 -0.2", colour, wide,
                "stroke-linejoin='round'");
        }
        canvas.Ellipse(-0.2, -0.2, 0.06, 0.06, canvas.Round("#6a4a3a", "#20100a"));
        canvas.Ellipse(0.2, 0.2, 0.06, 0.06, canvas.Round("#6a4a3a", "#20100a"));
        canvas.End();
    }

    /// <summary>A cup, seen from a little above.</summary>
    public static void Cup(Canvas canvas, double x, double y, double size, string[] glaze, string inside)
    {
        Light.Patch(canvas, x + (size * 0.3), y + size, size * 0.9, size * 0.24, "#000000", 0.5);
        canvas.Ellipse(x, y + (size * 0.98), size * 0.86, size * 0.22, canvas.Across(glaze));
        canvas.Line(
            $"""
            M{x + (size * 0.46)} {y + (size * 0.26)}q{size * 0.42} {-size * 0.06} {size * 0.34} {size * 0.24}
            t{-size * 0.44} {size * 0.26}
            """, glaze[^1], size * 0.1);
        canvas.Path(
            $"""
            M{x - (size * 0.5)} {y}q{size * 0.02} {size * 0.8} {size * 0.26} {size * 0.98}q{size * 0.24} {size * 0.1} {size * 0.48} 0
            q{size * 0.24} {-size * 0.2} {size * 0.26} {-size * 0.98}Z
            """,
            canvas.Across(glaze));
        canvas.Ellipse(x, y, size * 0.5, size * 0.14, glaze[0]);
        canvas.Ellipse(x, y + (size * 0.02), size * 0.45, size * 0.11, inside);
    }

    /// <summary>A sailing boat, heeling a little.</summary>
    /// <param name="y">The water line.</param>
    public static void SailingBoat(Canvas canvas, double x, double y, double high, string[] sail, string hull)
    {
        canvas.Begin(FormattableString.Invariant($"transform='rotate(4 {x} {y})'"));
        canvas.Line($"M{x} {y}V{y - high}", "#6a5646", high * 0.012);
        canvas.Path(
            $"""
            M{x + (high * 0.02)} {y - (high * 0.97)}q{high * 0.22} {high * 0.5} {high * 0.4} {high * 0.82}
            q{-high * 0.2} {high * 0.03} {-high * 0.4} 0Z
            """, canvas.Across(sail));
        canvas.Path(
            $"""
            M{x - (high * 0.02)} {y - (high * 0.88)}q{-high * 0.1} {high * 0.5} {-high * 0.28} {high * 0.76}
            q{high * 0.14} {-high * 0.02} {high * 0.26} {-high * 0.02}Z
            """, canvas.Across(sail));
        canvas.Path(
            $"""
            M{x - (high * 0.36)} {y - (high * 0.09)}q{high * 0.4} {high * 0.03} {high * 0.82} 0q{-high * 0.05} {high * 0.1}
            {-high * 0.14} {high * 0.11}
            h{-high * 0.5}q{-high * 0.12} {-high * 0.04} {-high * 0.18} {-high * 0.11}Z
            """,
            canvas.Down(hull, "#2a2624"));
        canvas.End();
    }

    /// <summary>An open rowing boat.</summary>
    public static void RowingBoat(Canvas canvas, double x, double y, double length, string light, string dark)
    {
        canvas.Path(
            $"""
            M{x - (length / 2)} {y - (length * 0.13)}q{length * 0.5} {length * 0.09} {length} {-length * 0.03}
            q{-length * 0.08} {length * 0.15} {-length * 0.2} {length * 0.16}h{-length * 0.58}q{-length * 0.14} {-length * 0.02}
            {-length * 0.22} {-length * 0.13}
            Z
            """,
            canvas.Down(light, dark), Filters.Wood);
        canvas.Path(
            $"""
            M{x - (length / 2)} {y - (length * 0.13)}q{length * 0.5} {length * 0.09} {length} {-length * 0.03}
            q{-length * 0.5} {length * 0.06} {-length} {length * 0.03}Z
            """, "#2c2018");
        canvas.Line($"M{x - (length * 0.16)} {y - (length * 0.1)}l{length * 0.34} {length * 0.13}", "#b8946a", length * 0.012);
    }

    /// <summary>A jetty that leads away from the viewer.</summary>
    public static void Jetty(Canvas canvas, double x, double far, double near, string light, string dark)
    {
        var (top, bottom) = (canvas.Width * 0.045, canvas.Width * near);
        canvas.Path($"M{x - top} {far}h{top * 2}L{x + bottom} {canvas.Height + 20}h{-bottom * 2}Z", canvas.Down(light, dark));
        for (var i = 0; i < 26; i++)
        {
            var depth = Math.Pow(i / 26.0, 1.9);
            var y = far + (depth * (canvas.Height - far));
            var half = top + (depth * (bottom - top));
            canvas.Line($"M{x - half:0} {y:0}H{x + half:0}", "#181412", 0.8 + (depth * 7), "stroke-opacity='0.6'");
            if (i % 6 == 2)
            {
                canvas.Line(
                    $"""
                    M{x - half:0} {y - (depth * 40) - 4:0}v{20 + (depth * 90):0}M{x + half:0} {y - (depth * 40) - 4:0}
                    v{20 + (depth * 90):0}
                    """, dark, 5 + (depth * 26));
            }
        }
    }

    /// <summary>A path, wide in front and narrow far away.</summary>
    public static void Path(Canvas canvas, double x, double far, double bend, double near, string light, string dark, string material) =>
        canvas.Path(
            $"""
            M{x - 8} {far}h16Q{x + bend + 40} {far + ((canvas.Height - far) * 0.4)} {(canvas.Width / 2.0) + near} {canvas.Height + 20}
            h{-near * 2}Q{x + bend - 40} {far + ((canvas.Height - far) * 0.4)} {x - 8} {far}Z
            """, canvas.Down(light, dark), material);

    /// <summary>An apple with its stalk.</summary>
    public static void Apple(Canvas canvas, double x, double y, double size, params string[] skin)
    {
        Light.Patch(canvas, x + (size * 0.2), y + (size * 0.9), size * 0.8, size * 0.3, "#000000", 0.5);
        canvas.Ellipse(x - (size * 0.2), y, size * 0.78, size * 0.92, canvas.Round(skin));
        canvas.Ellipse(x + (size * 0.22), y, size * 0.76, size * 0.9, canvas.Round(skin));
        Light.Patch(canvas, x - (size * 0.3), y - (size * 0.4), size * 0.24, size * 0.16, "#ffffff", 0.8);
        canvas.Line($"M{x} {y - (size * 0.74)}q{size * 0.04} {-size * 0.2} {size * 0.16} {-size * 0.34}", "#4a3420", size * 0.07);
    }
}
