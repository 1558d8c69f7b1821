using System.Text.RegularExpressions;

namespace PrivateFed.Web;

/// <summary>
/// The last step before somebody's words stand on a page: a <c>:shortcode:</c> becomes its picture, of which the text stays what is read aloud and
/// copied. What is kept is never changed by it.
/// </summary>
public static partial class EmojiInHtml
{
    /// <param name="html">Sanitised, or encoded text. Nothing inside a tag is touched, and nothing in code.</param>
    /// <param name="pictures">By shortcode.</param>
    public static string With(string html, IReadOnlyDictionary<string, Guid> pictures)
    {
        var inCode = 0;
        return Parts().Replace(html, part =>
        {
            if (part.Groups["name"] is { Success: true } name)
            {
                return inCode == 0 && pictures.TryGetValue(name.Value, out var id) ? Picture(id, part.Value) : part.Value;
            }
            inCode += part.Value switch
            {
                _ when part.Value.StartsWith("<code", StringComparison.OrdinalIgnoreCase) || part.Value.StartsWith("<pre", StringComparison.OrdinalIgnoreCase) => 1,
                _ when part.Value.StartsWith("</code", StringComparison.OrdinalIgnoreCase) || part.Value.StartsWith("</pre", StringComparison.OrdinalIgnoreCase) => -1,
                _ => 0,
            };
            return part.Value;
        });
    }

    /// <summary>Whether there can be one.</summary>
    public static bool MayBeIn(string text) => text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var first && text.LastIndexOf(':') > first + 1;

    // The shortcode has letters, digits and _ + - alone, so that it can stand in an attribute as it is.
    private static string Picture(Guid id, string shortcode) =>
        $"<img class=\"emoji\" src=\"/emoji/{id}.webp\" alt=\"{shortcode}\" title=\"{shortcode}\" decoding=\"async\">";

    // A tag as a whole, with whatever stands in its quotes; or a shortcode between tags.
    [GeneratedRegex("<(?:[^<>\"]|\"[^\"]*\")*>|:(?<name>[A-Za-z0-9_+-]{1,38}):", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parts();
}
