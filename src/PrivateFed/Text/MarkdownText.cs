using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace PrivateFed.Text;

/// <summary>What an author writes, made into HTML: Markdown with line breaks kept, bare links made into links, and dates that begin a line left alone.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseSoftlineBreakAsHardlineBreak().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    /// <summary>Opening brackets in one text; each is looked for behind every closing one.</summary>
    private const int MostBrackets = 1_000;

    /// <summary>Never fails: what is nested too deeply to be read as Markdown is shown as the plain words that it is.</summary>
    public static string ToHtml(string markdown)
    {
        var text = Wellformed.Of(markdown);
        if (text.AsSpan().Count('[') > MostBrackets)
        {
            return Html.OfPlain(text);
        }
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            KeepNumbers.In(document);
            KeepDefinitions.In(document);
            return Html.Sanitise(document.ToHtml(Pipeline));
        }
        // Markdig refuses what is nested more than 128 deep in this way alone.
        catch (ArgumentException)
        {
            return Html.OfPlain(text);
        }
    }
}
