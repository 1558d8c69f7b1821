using System.Text.RegularExpressions;

namespace PrivateFed.Federation.Documents;

/// <summary>HTML as other servers get it: Misskey and its kin turn each line break between two paragraphs into an empty line.</summary>
public static partial class HtmlBlocks
{
    /// <summary>The same HTML without white space before, between and after blocks, and after line breaks. What stands in a block stays as it is.</summary>
    public static string Close(string html) => Gaps().Replace(html, "");

    // The first letters of preformatted text are its own; the tag that ends it comes after that of the code in it.
    [GeneratedRegex(@"(?<=<(?:br|/?(?:p|ul|ol|li|blockquote|h[1-6]|hr)|/pre)(?:\s[^<>]*)?/?>)\s+|\s+(?=</?(?:p|ul|ol|li|blockquote|pre|h[1-6]|hr)[\s/>])", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();
}
