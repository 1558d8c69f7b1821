using Ganss.Xss;

namespace PrivateFed.Federation.Documents;

/// <summary>The one place where HTML from elsewhere, or from Markdown, becomes HTML that pages may show.</summary>
public static class Html
{
    /// <summary>Characters; a longer text is shown as plain text, since cleaning it costs more than it is worth.</summary>
    public const int Longest = 100_000;

    private const int Deepest = 100;

    private static readonly HtmlSanitizer Sanitizer = Create();

    /// <summary>HTML of paragraphs, emphasis, lists, quotes, code and links only. Links open without telling where they were found.</summary>
    public static string Sanitise(string html) =>
        html.Length > Longest || IsTooDeep(html)
            ? System.Net.WebUtility.HtmlEncode(html[..Math.Min(html.Length, 2_000)])
            : Sanitizer.Sanitize(html);

    private static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "p", "br", "a", "span", "strong", "b", "em", "i", "del", "blockquote", "pre", "code", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "rel", "lang", "dir" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "https", "http", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        });
        sanitizer.PostProcessNode += (_, node) =>
        {
            if (node.Node is AngleSharp.Html.Dom.IHtmlAnchorElement anchor)
            {
                anchor.SetAttribute("rel", "nofollow noopener noreferrer");
            }
        };
        return sanitizer;
    }

    /// <summary>A quick count of opened against closed tags; nesting is what makes parsing slow.</summary>
    private static bool IsTooDeep(string html)
    {
        var depth = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            depth += html[at + 1] == '/' ? -1 : char.IsAsciiLetter(html[at + 1]) && !IsVoid(html.AsSpan(at + 1)) ? 1 : 0;
            if (depth > Deepest)
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsVoid(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAnyExcept(Letters);
        return (end < 0 ? tag : tag[..end]) is var name
            && (name.Equals("br", StringComparison.OrdinalIgnoreCase) || name.Equals("hr", StringComparison.OrdinalIgnoreCase)
                || name.Equals("img", StringComparison.OrdinalIgnoreCase));
    }

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:.");
}
