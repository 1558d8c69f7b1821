namespace PrivateFed.Demo.Pictures;

/// <summary>The red house, the church, the summer house.</summary>
internal static class Buildings
{
    /// <summary>A wooden house with a gable towards the viewer's right.</summary>
    /// <param name="bottom">Where it stands.</param>
    /// <param name="wall">Lit and shaded colour of the boards.</param>
    /// <param name="roof">Colours from ridge to eaves.</param>
    /// <param name="window">Colours of a pane, from its top.</param>
    public static void House(Canvas canvas, double x, double bottom, double wide, string[] wall, string[] roof, string[] window,
        string trim)
    {
        var (high, side) = (wide * 0.34, wide * 0.36);
        var top = bottom - high;
        canvas.Rectangle(x, top, wide - side, high, canvas.Down(wall[0], wall[0], wall[1]));
        canvas.Path(
            $"""
            M{x + wide - side} {bottom}v{-high}l{side / 2} {-wide * 0.3}l{side / 2} {wide * 0.3}v{high}
            Z
            """, canvas.Down(wall[0], wall[1], wall[1]));
        for (var board = wide * 0.018; board < wide; board += wide * 0.018)
        {
            canvas.Line($"M{x + board:0.0} {top - (board > wide - side ? wide * 0.02 : 0)}V{bottom}", "#000000", 0.8,
                "stroke-opacity='0.16'");
        }
        canvas.Path(
            $"""
            M{x - (wide * 0.03)} {top + (wide * 0.02)}l{wide * 0.19} {-wide * 0.33}h{wide - side + (wide * 0.02)}
            l{-side / 2} {wide * 0.33}Z
            """,
            canvas.Down(roof), Filters.Bumps);
        canvas.Line(
            $"""
            M{x + wide - side - (wide * 0.02)} {top + (wide * 0.03)}L{x + wide - (side / 2)} {top - (wide * 0.315)}
            L{x + wide + (wide * 0.02)} {top + (wide * 0.03)}
            """,
            trim, wide * 0.022);
        canvas.Rectangle(x + (wide * 0.26), top - (wide * 0.42), wide * 0.07, wide * 0.14, canvas.Across("#8a6a5e", "#5a4440"));
        foreach (var corner in (double[])[0, wide - side - (wide * 0.01), wide - (wide * 0.02)])
        {
            canvas.Rectangle(x + corner, top + (wide * 0.01), wide * 0.02, high - (wide * 0.01), trim);
        }
        foreach (var at in (double[])[0.08, 0.42, 0.76])
        {
            Window(canvas, x + (wide * at), top + (high * 0.25), wide * 0.12, high * 0.44, window, trim);
        }
        canvas.Rectangle(x + (wide * 0.27), top + (high * 0.28), wide * 0.1, high * 0.72, trim);
        canvas.Rectangle(x + (wide * 0.285), top + (high * 0.33), wide * 0.07, high * 0.67, canvas.Down("#4a5a52", "#2e3a34"));
    }

    public static void Window(Canvas canvas, double x, double y, double wide, double high, string[] pane, string frame)
    {
        canvas.Rectangle(x, y, wide, high, frame);
        var (bar, w, h) = (wide * 0.08, (wide - (wide * 0.24)) / 2, (high - (wide * 0.24)) / 2);
        foreach (var (column, row) in ((int, int)[])[(0, 0), (1, 0), (0, 1), (1, 1)])
        {
            canvas.Rectangle(x + bar + (column * (w + bar)), y + bar + (row * (h + bar)), w, h, canvas.Down(pane));
        }
    }

    /// <summary>A white church with a tower on its left.</summary>
    public static void Church(Canvas canvas, double x, double bottom, double wide, string light, string shade, string roof)
    {
        var high = wide * 0.42;
        canvas.Rectangle(x + (wide * 0.2), bottom - high, wide * 0.8, high, canvas.Down(light, shade), Filters.Bumps);
        canvas.Path(
            $"""
            M{x + (wide * 0.2)} {bottom - high}l{wide * 0.1} {-wide * 0.28}h{wide * 0.64}l{wide * 0.09} {wide * 0.28}
            Z
            """, roof, Filters.Bumps);
        canvas.Rectangle(x, bottom - (wide * 0.95), wide * 0.27, wide * 0.95, canvas.Across(light, light, shade), Filters.Bumps);
        canvas.Path(
            $"""
            M{x - (wide * 0.02)} {bottom - (wide * 0.94)}L{x + (wide * 0.135)} {bottom - (wide * 1.7)}
            L{x + (wide * 0.29)} {bottom - (wide * 0.94)}Z
            """, roof);
        canvas.Line(
            $"""
            M{x + (wide * 0.135)} {bottom - (wide * 1.68)}v{-wide * 0.14}m{-wide * 0.04} {wide * 0.05}
            h{wide * 0.08}
            """, "#c8a24a", wide * 0.012);
        foreach (var at in (double[])[0.36, 0.56, 0.76])
        {
            canvas.Path(
                $"""
                M{x + (wide * at)} {bottom - (wide * 0.1)}v{-wide * 0.17}q{wide * 0.04} {-wide * 0.08} {wide * 0.08} 0
                v{wide * 0.17}Z
                """, "#4a5560");
        }
        canvas.Path($"M{x + (wide * 0.085)} {bottom}v{-wide * 0.16}q{wide * 0.05} {-wide * 0.09} {wide * 0.1} 0v{wide * 0.16}Z", "#4a3426");
        canvas.Ellipse(x + (wide * 0.135), bottom - (wide * 0.7), wide * 0.04, wide * 0.06, "#4a5560");
    }
}
