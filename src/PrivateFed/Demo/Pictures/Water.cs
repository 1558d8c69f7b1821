namespace PrivateFed.Demo.Pictures;

/// <summary>Lakes and the sea.</summary>
internal static class Water
{
    /// <summary>Water up to the lower edge.</summary>
    public static void Draw(Canvas canvas, double horizon, params string[] colours) =>
        canvas.Rectangle(0, horizon, canvas.Width, canvas.Height - horizon, canvas.Down(colours));

    /// <summary>What a plane's shapes look like in calm water.</summary>
    /// <param name="shapes">Draws them; it is called once for the things and once for their reflection.</param>
    public static void Mirror(Canvas canvas, double horizon, double opacity, Action shapes)
    {
        canvas.Begin(FormattableString.Invariant($"opacity='{opacity}' {Filters.Ripple}"));
        canvas.Begin(FormattableString.Invariant($"transform='translate(0 {horizon * 2}) scale(1 -1)'"));
        shapes();
        canvas.End();
        canvas.End();
        shapes();
    }

    /// <summary>Waves that catch the light, closer together far away.</summary>
    public static void Waves(Canvas canvas, double horizon, string light, string dark, double opacity)
    {
        var deep = canvas.Height - horizon;
        for (var i = 0; i < 170; i++)
        {
            var near = Math.Pow(canvas.Choose(0, 1), 1.6);
            var (x, y) = (canvas.Choose(-80, canvas.Width), horizon + 2 + (near * deep));
            var (length, high) = (canvas.Choose(20, 60) + (near * canvas.Choose(60, 260)), 0.8 + (near * 7));
            var shade = i % 2 == 0 ? light : dark;
            canvas.Path($"M{x:0} {y:0.0}q{length / 2:0} {-high:0.0} {length:0} 0q{-length / 2:0} {high * 0.6:0.0} {-length:0} 0Z", shade,
                FormattableString.Invariant($"fill-opacity='{opacity * canvas.Choose(0.3, 1):0.00}'"));
        }
    }

    /// <summary>The path of light below a low sun.</summary>
    public static void SunPath(Canvas canvas, double x, double horizon, double wide, string colour)
    {
        var deep = canvas.Height - horizon;
        Light.Patch(canvas, x, horizon + (deep * 0.4), wide * 1.5, deep * 0.4, colour, 0.35);
        for (var i = 0; i < 150; i++)
        {
            var near = Math.Pow(canvas.Choose(0, 1), 1.4);
            var spread = wide * (0.35 + near);
            var (middle, half) = (x + (canvas.Choose(-1, 1) * canvas.Choose(0, 1) * spread), canvas.Choose(4, 12) + (near * 34));
            var y = horizon + 1 + (near * deep);
            canvas.Ellipse(middle, y, half, 0.9 + (near * 3.6), colour,
                FormattableString.Invariant($"fill-opacity='{canvas.Choose(0.25, 0.95) * (1 - (near * 0.4)):0.00}'"));
        }
    }
}
