using System.Text;

namespace PrivateFed.Demo.Pictures;

/// <summary>Trees, grass and flowers.</summary>
internal static class Trees
{
    /// <param name="bottom">Where it stands.</param>
    /// <param name="snow">0 for none, 1 for branches that bend under it.</param>
    public static void Fir(Canvas canvas, double x, double bottom, double high, string light, string dark, double snow = 0)
    {
        const int Rows = 11;
        for (var row = Rows; row >= 1; row--)
        {
            var top = bottom - high + ((row - 1) * high * 0.084);
            var (half, drop) = (high * ((0.026 * row) + 0.01) * canvas.Choose(0.85, 1.15), high * (0.06 + (0.007 * row)));
            for (var twig = 0; twig < 38; twig++)
            {
                Bough(canvas, x, top, half, drop, high * 0.015, canvas.Choose(0, 1) < 0.5 ? dark : light, "stroke-opacity='0.95'");
            }
            for (var twig = 0; twig < 13 * snow; twig++)
            {
                Bough(canvas, x, top - (high * 0.012), half * 0.9, drop * 0.75, high * 0.016, twig % 3 == 0 ? "#bccadb" : "#f5f8fc",
                    "stroke-opacity='0.9'");
            }
        }
    }

    private static void Bough(Canvas canvas, double x, double top, double half, double drop, double wide, string colour, string more)
    {
        var (side, down) = (canvas.Choose(-1, 1), canvas.Choose(0.6, 1.2));
        canvas.Line(
            $"""
            M{x + (side * half * 0.3):0} {top + (drop * 0.2):0}q{side * half * 0.4:0} {drop * down * 0.3:0} {side * half * 0.7:0}
            {drop * down:0}
            """,
            colour, wide, more);
    }

    /// <summary>A white trunk with black marks.</summary>
    public static void Birch(Canvas canvas, double x, double bottom, double wide)
    {
        var lean = canvas.Choose(-0.06, 0.06) * bottom;
        canvas.Path($"M{x} {bottom}L{x + wide} {bottom}L{x + lean + (wide * 0.7)} -10L{x + lean + (wide * 0.2)} -10Z",
            canvas.Across("#f2ede4", "#d8d3cc", "#8c8a8c"), Filters.Bumps);
        for (var y = 20.0; y < bottom; y += canvas.Choose(0.5, 2.4) * wide)
        {
            var at = x + (lean * (1 - (y / bottom))) + canvas.Choose(0.15, 0.6) * wide;
            canvas.Ellipse(at, y, wide * canvas.Choose(0.08, 0.3), wide * 0.05, "#2c2a2c", "fill-opacity='0.8'");
        }
    }

    /// <summary>Bare twigs of a tree in winter.</summary>
    public static void Bare(Canvas canvas, double x, double y, double length, double angle, double wide, string colour)
    {
        var (toX, toY) = (x + (Math.Cos(angle) * length), y - (Math.Sin(angle) * length));
        canvas.Line($"M{x:0.0} {y:0.0}L{toX:0.0} {toY:0.0}", colour, wide);
        if (length > 14)
        {
            for (var twig = 0; twig < 3; twig++)
            {
                Bare(canvas, toX, toY, length * canvas.Choose(0.6, 0.8), angle + canvas.Choose(-0.65, 0.65), wide * 0.66, colour);
            }
        }
    }

    /// <summary>A cloud of leaves.</summary>
    public static void Crown(Canvas canvas, double x, double y, double across, double down, params string[] colours)
    {
        canvas.Begin(Filters.Leaves);
        foreach (var (i, colour) in colours.Index())
        {
            for (var spot = 0; spot < 9; spot++)
            {
                var (dx, dy) = (canvas.Choose(-1, 1) * across * 0.7, canvas.Choose(-1, 0.8 - (i * 0.5)) * down * 0.7);
                canvas.Ellipse(x + dx, y + dy, across * canvas.Choose(0.16, 0.4), down * canvas.Choose(0.14, 0.34), colour);
            }
        }
        canvas.End();
    }

    /// <summary>Blades of grass up to the lower edge, lit from behind.</summary>
    public static void Grass(Canvas canvas, double top, double high, int number, params string[] colours)
    {
        for (var i = 0; i < number; i++)
        {
            var near = (double)i / number;
            var (x, y) = (canvas.Choose(-20, canvas.Width + 20), top + high + (near * (canvas.Height - top)));
            var (lean, length) = (canvas.Choose(-0.5, 0.5) * high, high * canvas.Choose(0.5, 1.1));
            canvas.Line($"M{x:0} {y:0}q{lean * 0.2:0} {-length * 0.6:0} {lean:0} {-length:0}", colours[i % colours.Length],
                1 + (near * 2.4), "stroke-opacity='0.85'");
        }
    }

    public static void Flowers(Canvas canvas, double top, double bottom, double size, int number, string petals, string heart)
    {
        var (flower, paint) = (new StringBuilder(), canvas.Round(petals, petals));
        for (var petal = 0; petal < 8; petal++)
        {
            flower.Append(FormattableString.Invariant(
                $"<ellipse cx='0.55' rx='0.5' ry='0.19' fill='{paint}' transform='rotate({petal * 45})'/>"));
        }
        for (var i = 0; i < number; i++)
        {
            var (x, y, tilt) = (canvas.Choose(0, canvas.Width), canvas.Choose(top, bottom), canvas.Choose(0.4, 0.9));
            var big = size * (0.4 + (0.6 * (y - top) / (bottom - top)));
            canvas.Line($"M{x:0} {y:0}q{canvas.Choose(-20, 20):0} {big * 3:0} {canvas.Choose(-14, 14):0} {big * 7:0}", "#55733c", 2);
            canvas.Begin(FormattableString.Invariant($"transform='translate({x:0} {y:0}) scale({big:0.0} {big * tilt:0.0})'"));
            canvas.Add($"{flower}<circle r='0.28' fill='{heart}'/>");
            canvas.End();
        }
    }
}
