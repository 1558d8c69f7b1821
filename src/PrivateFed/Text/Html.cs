using System.Net;

namespace PrivateFed.Text;

/// <summary>The one place where HTML from other servers, or from Markdown, becomes HTML that pages may show.</summary>
public static class Html
{
    /// <summary>Characters of text that are shown; longer text ends with "…".</summary>
    public const int MaxTextLength = 100_000;

    /// <summary>
    /// Produces well-formed HTML of paragraphs, emphasis, lists, quotes, code and links only. Each block gets a direction where it differs
    /// from that of its surroundings. Links send no referrer. Other tags are removed and their text kept; elements that display nothing
    /// (script, style) are removed entirely. The output never exceeds about 500,000 characters, whatever the input; time and memory are
    /// those of reading 300,000 characters.
    /// </summary>
    /// <param name="html">Untrusted.</param>
    /// <param name="home">Address of the document, against which relative links are resolved; null for our own text.</param>
    public static string Sanitise(string html, string? home = null)
    {
        var writer = new HtmlWriter(Uri.TryCreate(home, UriKind.Absolute, out var address) ? address : null);
        foreach (var piece in HtmlTokens.Read(WellFormedText.Of(html)))
        {
            switch (piece.Kind)
            {
                case HtmlKind.Start:
                    writer.Open(piece.Name, piece);
                    break;
                case HtmlKind.End:
                    writer.Close(piece.Name);
                    break;
                default:
                    writer.Write(piece.Words);
                    break;
            }
            if (writer.IsFull)
            {
                break;
            }
        }
        return writer.Finish(wasCut: html.Length > HtmlTokens.MaxInput);
    }

    /// <summary>Plain text as HTML: a blank line starts a new paragraph, and every other line end is kept.</summary>
    public static string FromPlainText(string text)
    {
        var paragraphs = text.ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Sanitise(string.Concat(
            paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>")));
    }
}
