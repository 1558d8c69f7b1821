using System.Collections.Frozen;

namespace PrivateFed.Text;

/// <summary>How each HTML element is treated on our pages. Elements not listed here are removed, and their text stays.</summary>
internal static class HtmlElements
{
    /// <summary>Inline elements. Each costs only the few characters of its tag, so they are kept as they are.</summary>
    public static readonly FrozenSet<string> Inline = FrozenSet.Create(
        "a", "strong", "b", "em", "i", "del", "ins", "s", "u", "sub", "sup", "small", "code", "bdi", "span");

    /// <summary>Blocks that contain lines only.</summary>
    public static readonly FrozenSet<string> Leaves = FrozenSet.Create("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre");

    /// <summary>Blocks that contain other blocks.</summary>
    public static readonly FrozenSet<string> Containers = FrozenSet.Create("blockquote", "ul", "ol", "li");

    /// <summary>Removed, but block-level: they end the paragraph before and after them.</summary>
    public static readonly FrozenSet<string> Dividing = FrozenSet.Create(
        "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer",
        "form", "header", "hgroup", "html", "legend", "listing", "main", "menu", "nav", "optgroup", "option", "plaintext", "search",
        "section", "select", "summary", "table", "tbody",
        "tfoot", "thead", "textarea", "tr", "xmp");

    /// <summary>Removed and inline, but they separate words.</summary>
    public static readonly FrozenSet<string> Parting =
        FrozenSet.Create("td", "th", "input", "button", "video", "audio", "object", "iframe");

    public static bool IsList(string name) => name is "ul" or "ol";
}
