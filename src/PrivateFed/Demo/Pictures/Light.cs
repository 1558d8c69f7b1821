namespace PrivateFed.Demo.Pictures;

/// <summary>Candles, lamps, lights out of focus, shadows, falling snow and fog.</summary>
internal static class Light
{
    /// <summary>A soft shadow, or a soft patch of light.</summary>
    public static void Patch(Canvas canvas, double x, double y, double across, double down, string colour, double opacity) =>
        canvas.Ellipse(x, y, across * 1.6, down * 1.6, canvas.Glow(colour, opacity));

    /// <summary>A flame with its glow.</summary>
    public static void Flame(Canvas canvas, double x, double y, double high)
    {
        canvas.Ellipse(x, y, high * 9, high * 9, canvas.Glow("#ff9d3c", 0.42));
        canvas.Ellipse(x, y, high * 2.4, high * 2.8, canvas.Glow("#ffc768", 0.85));
        canvas.Path(
                $"""
                M{x} {y - (high * 0.62)}c{high * 0.1} {high * 0.3} {high * 0.24} {high * 0.5} {high * 0.2} {high * 0.72}
                s{-high * 0.4} {high * 0.3} {-high * 0.4} 0s{high * 0.12} {-high * 0.4} {high * 0.2} {-high * 0.72}
                Z
                """,
            canvas.Down("#ffdc86", "#fff6d8", "#fffdf2", "#ffb54e"), Filters.Soft);
    }

    /// <param name="y">Of its upper end.</param>
    public static void Candle(Canvas canvas, double x, double y, double wide, double high, params string[] wax)
    {
        canvas.Add($"<rect x='{x - (wide / 2)}' y='{y}' width='{wide}' height='{high}' rx='{wide * 0.12}' fill='{canvas.Across(wax)}'/>");
        canvas.Ellipse(x, y + (wide * 0.06), wide * 0.48, wide * 0.16, "#fff0c8");
        canvas.Rectangle(x - (wide / 2), y, wide, high * 0.5, canvas.Down("#ffd890", "#ffb35a00"), "fill-opacity='0.7'");
        canvas.Line($"M{x} {y}l1 {-wide * 0.35}", "#3a2618", 2.4);
        Flame(canvas, x, y - (wide * 0.35) - 14, Math.Max(30, wide * 0.9));
    }

    /// <summary>Lights far behind the subject: round and soft.</summary>
    public static void Bokeh(Canvas canvas, int number, double smallest, double largest, double bottom, params string[] colours)
    {
        for (var i = 0; i < number; i++)
        {
            var (x, y, size) = (canvas.Choose(0, canvas.Width), canvas.Choose(0, bottom), canvas.Choose(smallest, largest));
            var opacity = FormattableString.Invariant($"fill-opacity='{canvas.Choose(0.2, 0.75):0.00}'");
            canvas.Ellipse(x, y, size, size, colours[i % colours.Length], opacity);
        }
    }

    public static void Snowfall(Canvas canvas, int number, double smallest, double largest)
    {
        for (var i = 0; i < number; i++)
        {
            var size = canvas.Choose(smallest, largest);
            var opacity = FormattableString.Invariant($"fill-opacity='{canvas.Choose(0.35, 0.95):0.00}'");
            canvas.Ellipse(canvas.Choose(0, canvas.Width), canvas.Choose(0, canvas.Height), size, size * 1.2, "#fdfeff", opacity);
        }
    }

    /// <summary>A layer of fog that is thickest in its middle.</summary>
    public static void Fog(Canvas canvas, double y, double high, string colour, double opacity) =>
        canvas.Ellipse(canvas.Width / 2.0, y, canvas.Width * 1.1, high, canvas.Glow(colour, opacity));

    /// <summary>A beam that falls through a window, from the upper left.</summary>
    public static void Beam(Canvas canvas, double x, double y, double wide, double opacity) =>
        canvas.Path($"M{x} {y}l{wide} 0l{canvas.Height * 0.7} {canvas.Height * 1.2}l{-wide * 1.8} 0Z", "#fff2cf",
            FormattableString.Invariant($"fill-opacity='{opacity}' {Filters.Blur}"));
}
