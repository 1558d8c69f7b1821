using System.Text.RegularExpressions;

namespace PrivateFed.Federation.Documents;

/// <summary>
/// Prepares HTML for other servers: Misskey and its forks turn each line break between two paragraphs into an empty line.
/// </summary>
public static partial class HtmlBlocks
{
    /// <summary>
    /// Removes white space before, between and after blocks, and after line breaks. The content of a block stays as it is.
    /// </summary>
    public static string Close(string html) => Gaps().Replace(html, "");

    // White space at the start of preformatted text is part of it; its end tag comes after the one of the code element in it.
    [GeneratedRegex(@"(?<=<(?:br|/?(?:p|ul|ol|li|blockquote|h[1-6]|hr)|/pre)(?:\s[^<>]*)?/?>)\s+"
        + @"|\s+(?=</?(?:p|ul|ol|li|blockquote|pre|h[1-6]|hr)[\s/>])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();
}
