using System.Globalization;
using System.Text;

namespace PrivateFed.Text;

/// <summary>What a person reads of HTML, on one line.</summary>
public static class PlainWords
{
    /// <param name="html">As <see cref="Html.Sanitise"/> makes it.</param>
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
            // A bold letter does not divide a word; a paragraph does.
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

    /// <summary>The first words, cut between two of them.</summary>
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

    /// <summary>One line of plain words out of a field that may hold HTML from anybody; what is longer is cut.</summary>
    public static string OfForeign(string? text, int longest) => Graphemes.Truncate(OneLine.Of(Of(Html.Sanitise(text ?? ""))), longest);
}
