namespace PrivateFed.Web;

/// <summary>
/// A text for a page with many posts: its beginning, and the rest, which is folded; "" when the text is short enough to be shown whole.
/// </summary>
public sealed record FoldedText(string Opening, string Rest)
{
    // Characters of HTML. About one phone screen stays unfolded; hiding only a few more lines is not worth a tap.
    private const int OpenLength = 600;
    private const int MinFoldedLength = 400;

    /// <param name="html">Output of <see cref="Html.Sanitise"/>.</param>
    public static FoldedText Of(string html)
    {
        if (html.Length < OpenLength + MinFoldedLength)
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
            if (html.Length - end < MinFoldedLength)
            {
                break;
            }
            if (end >= OpenLength && depth == 0)
            {
                return new FoldedText(html[..end], html[end..]);
            }
            // Authors who never leave a blank line write one paragraph with many line breaks.
            if (end >= OpenLength && depth == 1
                && (outermost == "<p>" || outermost.StartsWith("<p ", StringComparison.Ordinal)) && tag == "<br>")
            {
                return new FoldedText(html[..at] + "</p>", outermost + html[end..]);
            }
        }
        return new FoldedText(html, "");
    }
}
