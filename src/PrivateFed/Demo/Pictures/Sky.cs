namespace PrivateFed.Demo.Pictures;

/// <summary>Sky, sun and clouds.</summary>
internal static class Sky
{
    /// <param name="colours">From the zenith to the horizon.</param>
    public static void Draw(Canvas canvas, double horizon, params string[] colours) =>
        canvas.Rectangle(0, 0, canvas.Width, horizon, canvas.Down(colours));

    public static void Clouds(Canvas canvas, double horizon, string colour, double opacity) =>
        canvas.Add($"<g opacity='{opacity}'><rect width='{canvas.Width}' height='{horizon}' fill='{colour}' {Filters.Clouds}/></g>");

    public static void Sun(Canvas canvas, double x, double y, double size, string colour)
    {
        canvas.Ellipse(x, y, size * 14, size * 10, canvas.Glow(colour, 0.75));
        canvas.Ellipse(x, y, size * 4, size * 4, canvas.Glow("#fff6dc", 0.9));
        canvas.Ellipse(x, y, size, size, "#fffbee", Filters.Soft);
    }
}
