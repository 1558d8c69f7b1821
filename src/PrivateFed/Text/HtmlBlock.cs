using System.Text.RegularExpressions;

namespace PrivateFed.Text;

/// <summary>A list, one of its points, a quote, or a line with a tag of its own, while it is being written.</summary>
internal sealed class HtmlBlock(string name, HtmlBlockAttributes attributes)
{
    public string Name => name;

    public HtmlBlockAttributes Attributes => attributes;

    /// <summary>Null until a letter says it.</summary>
    public string? Direction { get; set; } = attributes.Direction;

    /// <summary>Where in the written text its tag takes it.</summary>
    public int DirectionAt { get; set; }

    public bool HasLine { get; set; }
}

/// <summary>What is kept of the attributes of any tag.</summary>
/// <param name="Language">As in BCP 47; null when the tag has none, or one that is no language.</param>
/// <param name="Direction">"ltr", "rtl" or null.</param>
internal readonly partial record struct HtmlBlockAttributes(string? Language, string? Direction)
{
    public string LanguagePart => Language is null ? "" : $" lang=\"{Language}\"";

    public static HtmlBlockAttributes Of(HtmlPiece tag) => new(
        tag.Attribute("lang") is { Length: > 0 and <= 35 } language && LanguageTag().IsMatch(language) ? language : null,
        tag.Attribute("dir").ToLowerInvariant() is TextDirection.LeftToRight or TextDirection.RightToLeft ? tag.Attribute("dir").ToLowerInvariant() : null);

    // As far as it can be told without its registry.
    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex LanguageTag();
}
