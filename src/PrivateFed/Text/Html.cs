using System.Net;

namespace PrivateFed.Text;

/// <summary>The one place where HTML from elsewhere, or from Markdown, becomes HTML that pages may show.</summary>
public static class Html
{
    /// <summary>Letters that are shown; what is longer ends with "…".</summary>
    public const int Longest = 100_000;

    /// <summary>
    /// Well-formed HTML of paragraphs, emphasis, lists, quotes, code and links only, each block with its direction where that is not the one around it.
    /// Links open without telling where they were found. Every other tag goes and its words stay; what shows nothing (script, style) goes whole. Never more than
    /// about 500,000 characters, whatever comes in; time and memory are those of reading 300,000 characters.
    /// </summary>
    /// <param name="html">From anybody.</param>
    /// <param name="home">The address of the document, by which its relative links are resolved; null for our own words.</param>
    public static string Sanitise(string html, string? home = null)
    {
        var writer = new HtmlWriter(Uri.TryCreate(home, UriKind.Absolute, out var address) ? address : null);
        foreach (var piece in HtmlTokens.Read(Wellformed.Of(html)))
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
        return writer.Finish(wasCut: html.Length > HtmlTokens.MostRead);
    }

    /// <summary>Plain text as HTML that says the same: paragraphs where a line is blank, and every other line end kept.</summary>
    public static string OfPlain(string text)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Sanitise(string.Concat(paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>")));
    }
}
