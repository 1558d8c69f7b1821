using System.Text.RegularExpressions;

namespace PrivateFed.Text;

/// <summary>A list, a list item, a quote, or a line with a tag of its own, while it is being written.</summary>
internal sealed class HtmlBlock(string name, HtmlBlockAttributes attributes)
{
    public string Name => name;

    public HtmlBlockAttributes Attributes => attributes;

    /// <summary>Null until the first letter decides it.</summary>
    public string? Direction { get; set; } = attributes.Direction;

    /// <summary>Index in the output at which the tag's dir attribute is inserted.</summary>
    public int DirectionAt { get; set; }

    public bool HasLine { get; set; }
}

/// <summary>The attributes that are kept on any tag.</summary>
/// <param name="Language">As in BCP 47; null when the tag has none or an invalid one.</param>
/// <param name="Direction">"ltr", "rtl" or null.</param>
internal readonly partial record struct HtmlBlockAttributes(string? Language, string? Direction)
{
    public string LanguagePart => Language is null ? "" : $" lang=\"{Language}\"";

    public static HtmlBlockAttributes Of(HtmlPiece tag) => new(
        tag.Attribute("lang") is { Length: > 0 and <= 35 } language && LanguageTag().IsMatch(language) ? language : null,
        tag.Attribute("dir").ToLowerInvariant() is TextDirection.LeftToRight or TextDirection.RightToLeft
            ? tag.Attribute("dir").ToLowerInvariant()
            : null);

    // Checks the syntax only, without the registry of language tags.
    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex LanguageTag();
}
