using System.Text;
using NetVips;

namespace PrivateFed.Demo.Pictures;

/// <summary>
/// Turns SVG that the demo wrote itself into pixels. The program refuses to read SVG, which nobody sends as a photo, so its reader is
/// let in for each plane alone. While the demo is being filled, the server is not running and no stranger's bytes arrive.
/// </summary>
internal static class Svg
{
    private const string Reader = "VipsForeignLoadSvg";

    public static Image Draw(string svg)
    {
        Operation.Block(Reader, false);
        try
        {
            return Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg));
        }
        finally
        {
            Operation.Block(Reader, true);
        }
    }
}
