using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace PrivateFed.Web;

/// <summary>
/// A line drawing of 24 by 24 units, in the colour of the text. What it means stands beside it, or in the label of its button.
/// </summary>
public sealed class Icon : IHtmlContent
{
    private readonly string _shapes;

    private Icon(string path) => _shapes = $"<path d=\"{path}\"/>";

    public static Icon Heart { get; } = new("M12 20s-7.5-4.6-7.5-10.1A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.5 2.7C19.5 15.4 12 20 12 20z");

    public static Icon Comment { get; } =
        new("M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-5 4v-4.1a2.5 2.5 0 0 1-2-2.4z");

    public static Icon Home { get; } = new("M4 11 12 4l8 7v9h-5.5v-5.5h-5V20H4z");

    public static Icon Photos { get; } =
        new("M7.5 7.5h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z"
            + "M3 15V7a2.5 2.5 0 0 1 2.5-2.5H15M6 17l4-4 3 3 2.5-2.5 4.5 4.5");

    public static Icon New { get; } = new("M12 5v14M5 12h14");

    public static Icon Bell { get; } = new("M6.5 16.5V10.5a5.5 5.5 0 0 1 11 0v6l1.5 1.5H5zM10.5 20.5h3");

    public static Icon Family { get; } =
        new("M9 11.3a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z"
            + "M3 19.5c.4-3.6 2.8-5.5 6-5.5s5.6 1.9 6 5.5M15.5 5a3.3 3.3 0 0 1 0 6.2M17.5 14.4c2 .8 3.2 2.5 3.5 5.1");

    public static Icon Person { get; } =
        new("M12 11.3a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM6 19.5c.4-3.6 2.8-5.5 6-5.5s5.6 1.9 6 5.5");

    public static Icon Camera { get; } =
        new("M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2.5h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z"
            + "M12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z");

    public static Icon Open { get; } = new("M5.5 9.5 12 16l6.5-6.5");

    public static Icon Search { get; } = new("M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15.5 15.5l4.5 4.5");

    public static Icon Close { get; } = new("M6 6l12 12M18 6 6 18");

    public static Icon Previous { get; } = new("M14.5 5.5 8 12l6.5 6.5");

    public static Icon Next { get; } = new("M9.5 5.5 16 12l-6.5 6.5");

    public static Icon First { get; } = new("M6 5.5v13M18.5 5.5 12 12l6.5 6.5");

    public static Icon Last { get; } = new("M18 5.5v13M5.5 5.5 12 12l-6.5 6.5");

    public static Icon Dots { get; } = new("M5 11.5h.01v1H5zM12 11.5h.01v1H12zM19 11.5h.01v1H19z");

    public static Icon Save { get; } = new("M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14");

    public static Icon Send { get; } = new("M12 19V5.5M6 11l6-6 6 6");

    public static Icon Lock { get; } =
        new("M7.5 10.5h9a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5");

    public static Icon Sliders { get; } =
        new("M4 7h9M17.5 7H20M4 12h2.5M11 12h9M4 17h9M17.5 17H20M15.2 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"
            + "M8.7 14.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM15.2 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z");

    public static Icon Page { get; } = new("M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12h5M10 16h5");

    public static Icon Envelope { get; } =
        new("M5.5 5.5h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM4 7l8 6 8-6");

    public static Icon Circles { get; } =
        new("M9.5 16a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM14.5 20a6 6 0 1 0 0-12 6 6 0 0 0 0 12z");

    public static Icon Plane { get; } = new("M20.5 3.5 3.5 10.5l6.5 3.5 3.5 6.5zM10 14l4-4");

    public static Icon Clock { get; } = new("M12 19.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM12 8v4.3l2.8 1.7");

    public static Icon Box { get; } = new("M4 8.5 12 4.5l8 4v7.5l-8 4-8-4zM4 8.5l8 4 8-4M12 12.5V20");

    public static Icon Smile { get; } =
        new("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8.5 14c.8 1.4 2 2 3.5 2s2.7-.6 3.5-2M9 9.5v.5M15 9.5v.5");

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
        writer.Write($"<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{_shapes}</svg>");
}
