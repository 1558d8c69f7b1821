namespace PrivateFed.Web;

/// <summary>A text for a page of many: its opening, and the rest that is folded away, "" when it is short enough to stand open.</summary>
/// <param name="Opening">HTML.</param>
/// <param name="Rest">HTML.</param>
public sealed record FoldedText(string Opening, string Rest)
{
    // Characters of HTML: about a phone's screen stays open, and saving a few lines is not worth a tap.
    private const int Open = 600;
    private const int WorthFolding = 400;

    /// <param name="html">Sanitised, as <see cref="Html.Sanitise"/> makes it.</param>
    public static FoldedText Of(string html)
    {
        if (html.Length < Open + WorthFolding)
        {
            return new FoldedText(html, "");
        }
        var (depth, outermost) = (0, "");
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var end = html.IndexOf('>', at) + 1;
            var tag = html[at..end];
            outermost = depth == 0 ? tag : outermost;
            depth += tag is "<br>" or "<hr>" ? 0 : tag.StartsWith("</", StringComparison.Ordinal) ? -1 : 1;
            if (html.Length - end < WorthFolding)
            {
                break;
            }
            if (end >= Open && depth == 0)
            {
                return new FoldedText(html[..end], html[end..]);
            }
            // Who never leaves a line blank writes one paragraph with many breaks.
            if (end >= Open && depth == 1 && (outermost == "<p>" || outermost.StartsWith("<p ", StringComparison.Ordinal)) && tag == "<br>")
            {
                return new FoldedText(html[..at] + "</p>", outermost + html[end..]);
            }
        }
        return new FoldedText(html, "");
    }
}
