using System.Text.RegularExpressions;

namespace PrivateFed.Web;

/// <summary>
/// Replaces each <c>:shortcode:</c> with its picture when text is rendered; the shortcode stays as the alternative text, which is read
/// aloud and copied. Stored text is never changed.
/// </summary>
public static partial class EmojiInHtml
{
    /// <param name="html">Sanitised HTML, or encoded text. Nothing inside tags or code is touched.</param>
    /// <param name="pictures">By shortcode.</param>
    public static string With(string html, IReadOnlyDictionary<string, Guid> pictures)
    {
        var codeDepth = 0;
        return Parts().Replace(html, part =>
        {
            if (part.Groups["name"] is { Success: true } name)
            {
                return codeDepth == 0 && pictures.TryGetValue(name.Value, out var id) ? Picture(id, part.Value) : part.Value;
            }
            codeDepth += part.Value switch
            {
                _ when part.Value.StartsWith("<code", StringComparison.OrdinalIgnoreCase)
                    || part.Value.StartsWith("<pre", StringComparison.OrdinalIgnoreCase) => 1,
                _ when part.Value.StartsWith("</code", StringComparison.OrdinalIgnoreCase)
                    || part.Value.StartsWith("</pre", StringComparison.OrdinalIgnoreCase) => -1,
                _ => 0,
            };
            return part.Value;
        });
    }

    /// <summary>Whether the text may contain a shortcode.</summary>
    public static bool MayBeIn(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var first && text.LastIndexOf(':') > first + 1;

    // A shortcode consists only of letters, digits and _ + -, so it needs no encoding in an attribute.
    private static string Picture(Guid id, string shortcode) =>
        $"<img class=\"emoji\" src=\"/emoji/{id}.webp\" alt=\"{shortcode}\" title=\"{shortcode}\" decoding=\"async\">";

    // A whole tag including its quoted attribute values, or a shortcode between tags.
    [GeneratedRegex("<(?:[^<>\"]|\"[^\"]*\")*>|:(?<name>[A-Za-z0-9_+-]{1,38}):",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parts();
}
