using System.Text;

namespace PrivateFed.Demo.Pictures;

/// <summary>Ridges, woods and slopes.</summary>
internal static class Hills
{
    /// <summary>A ridge as mountains and hills have it: rough in small things as in large.</summary>
    /// <param name="y">Mean height of its upper edge.</param>
    /// <param name="rise">How far the edge goes up and down.</param>
    /// <param name="rough">0.35 for meadows, 0.6 for rock.</param>
    public static void Ridge(Canvas canvas, double y, double rise, double rough, string fill, string more = "")
    {
        var heights = new double[129];
        heights[0] = canvas.Choose(-rise, rise);
        heights[128] = canvas.Choose(-rise, rise);
        for (var (step, swing) = (64, rise); step > 0; step /= 2, swing *= rough)
        {
            for (var i = step; i < 128; i += step * 2)
            {
                heights[i] = ((heights[i - step] + heights[i + step]) / 2) + canvas.Choose(-swing, swing);
            }
        }
        var edge = new StringBuilder();
        foreach (var (i, height) in heights.Index())
        {
            edge.Append(FormattableString.Invariant($"L{i * (canvas.Width + 40) / 128.0 - 20:0} {y + height:0.0}"));
        }
        canvas.Path($"M-20 {canvas.Height + 20}{edge}L{canvas.Width + 20} {canvas.Height + 20}Z", fill, more);
    }

    /// <summary>The tops of a spruce wood, far away.</summary>
    public static void Wood(Canvas canvas, double y, double high, string fill, double bottom, double rise = 12)
    {
        var edge = new StringBuilder();
        var lift = canvas.Choose(0, 6);
        for (double x = -20; x < canvas.Width + 20;)
        {
            var wide = canvas.Choose(0.16, 0.34) * high;
            var top = y - canvas.Choose(0.45, 1) * high + (Math.Sin((x / canvas.Width * 5) + lift) * rise);
            edge.Append(FormattableString.Invariant($"L{x:0} {top + high:0}l{wide * 0.3:0.0} {-high * 0.45:0.0}l{-wide * 0.1:0.0} 1"));
            edge.Append(FormattableString.Invariant($"L{x + (wide / 2):0.0} {top:0.0}L{x + (wide * 0.8):0.0} {top + (high * 0.6):0.0}"));
            x += wide * canvas.Choose(0.5, 0.9);
        }
        canvas.Path($"M-20 {bottom}{edge}L{canvas.Width + 20} {bottom}Z", fill);
    }
}
