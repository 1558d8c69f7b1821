using System.Net;
using Markdig;
using PrivateFed.Federation.Documents;

namespace PrivateFed.Posts;

/// <summary>What an author writes, made into HTML: Markdown with line breaks kept and bare links made into links.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseSoftlineBreakAsHardlineBreak().UseAutoLinks().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).Build();

    public static string ToHtml(string markdown) => Html.Sanitise(Render(markdown)).Trim();

    /// <summary>What is nested too deeply for the parser is shown as it was typed.</summary>
    private static string Render(string markdown)
    {
        try
        {
            return Markdown.ToHtml(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return $"<p>{WebUtility.HtmlEncode(markdown).ReplaceLineEndings("<br>")}</p>";
        }
    }
}
