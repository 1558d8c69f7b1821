using System.Collections.Frozen;

namespace PrivateFed.Text;

/// <summary>What becomes of an element of HTML on our pages. One that is not named here goes, and its words stay.</summary>
internal static class HtmlElements
{
    /// <summary>Marks within a line. None of them costs more than its own few letters, so they stay as themselves.</summary>
    public static readonly FrozenSet<string> Inline = FrozenSet.Create(
        "a", "strong", "b", "em", "i", "del", "ins", "s", "u", "sub", "sup", "small", "code", "bdi", "span");

    /// <summary>Blocks that hold lines alone.</summary>
    public static readonly FrozenSet<string> Leaves = FrozenSet.Create("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre");

    /// <summary>Blocks that hold others.</summary>
    public static readonly FrozenSet<string> Containers = FrozenSet.Create("blockquote", "ul", "ol", "li");

    /// <summary>Unknown to us, but not within a line: a paragraph ends before and after them.</summary>
    public static readonly FrozenSet<string> Dividing = FrozenSet.Create(
        "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "header", "hgroup", "html", "legend", "listing", "main", "menu", "nav", "optgroup", "option", "plaintext", "search", "section", "select", "summary", "table", "tbody",
        "tfoot", "thead", "textarea", "tr", "xmp");

    /// <summary>Within a line, but not within a word.</summary>
    public static readonly FrozenSet<string> Parting = FrozenSet.Create("td", "th", "input", "button", "video", "audio", "object", "iframe");

    public static bool IsList(string name) => name is "ul" or "ol";
}
