using System.Globalization;
using System.Text;

namespace PrivateFed.Text;

/// <summary>The text of HTML, on one line.</summary>
public static class PlainText
{
    /// <param name="html">Output of <see cref="Html.Sanitise"/>.</param>
    public static string Of(string html)
    {
        var words = new StringBuilder();
        var lists = new Stack<int?>();
        foreach (var piece in HtmlTokens.Read(html))
        {
            if (piece.Kind == HtmlKind.Words)
            {
                words.Append(piece.Words);
                continue;
            }
            // An inline element does not separate words; a block does.
            words.Append(HtmlElements.Inline.Contains(piece.Name) ? "" : " ");
            switch (piece.Kind, piece.Name)
            {
                case (HtmlKind.Start, "ul" or "ol"):
                    lists.Push(piece.Name == "ol" ? HtmlContainers.NumberOf(piece, "start") ?? 1 : null);
                    break;
                case (HtmlKind.End, "ul" or "ol"):
                    lists.TryPop(out _);
                    break;
                case (HtmlKind.Start, "li") when lists.TryPop(out var next):
                    var number = HtmlContainers.NumberOf(piece, "value") ?? next;
                    words.Append(next is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{number}. "));
                    lists.Push(next is null ? null : number + 1);
                    break;
            }
        }
        return string.Join(' ', words.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The first words, cut at a word boundary where possible.</summary>
    public static string Opening(string html, int longest)
    {
        var text = Of(html);
        if (text.Length <= longest)
        {
            return text;
        }
        var blank = text.LastIndexOf(' ', longest);
        return (blank > longest / 2 ? text[..blank] : Graphemes.Truncate(text, longest)) + " …";
    }

    /// <summary>Plain text on one line from a field that may contain untrusted HTML; longer text is truncated.</summary>
    public static string FromUntrusted(string? text, int longest) => Graphemes.Truncate(OneLine.Of(Of(Html.Sanitise(text ?? ""))), longest);
}
