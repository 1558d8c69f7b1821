using System.Net;
using System.Text.RegularExpressions;

namespace PrivateFed.Search;

/// <summary>What a person reads of sanitised HTML, on one line.</summary>
public static partial class PlainWords
{
    public static string Of(string html) => Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(Dividers().Replace(html, " "), "")), " ").Trim();

    /// <summary>The first words, cut between two of them.</summary>
    public static string Opening(string html, int longest)
    {
        var text = Of(html);
        if (text.Length <= longest)
        {
            return text;
        }
        var blank = text.LastIndexOf(' ', longest);
        return (blank > longest / 2 ? text[..blank] : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)]) + " …";
    }

    // A bold letter does not divide a word; a paragraph does.
    [GeneratedRegex("</?(p|br|hr|li|ul|ol|h[1-6]|blockquote|pre)[^>]*>")]
    private static partial Regex Dividers();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
