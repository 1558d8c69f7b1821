using Markdig;
using PrivateFed.Federation.Documents;

namespace PrivateFed.Posts;

/// <summary>What an author writes, made into HTML: Markdown with line breaks kept and bare links made into links.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseSoftlineBreakAsHardlineBreak().UseAutoLinks().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).Build();

    public static string ToHtml(string markdown) => Html.Sanitise(Markdown.ToHtml(markdown, Pipeline)).Trim();
}
