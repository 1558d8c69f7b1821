using Markdig;
using Markdig.Extensions.EmphasisExtras;
using PrivateFed.Languages;

namespace PrivateFed.Text;

/// <summary>
/// Converts an author's Markdown to HTML, with line breaks kept, bare links turned into links, and dates at the beginning of a line left
/// alone.
/// </summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseSoftlineBreakAsHardlineBreak().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    /// <summary>Opening brackets in one text; Markdig searches each of them for every closing one.</summary>
    private const int MaxBrackets = 1_000;

    /// <summary>Nesting depth of lists and quotes; Markdig gives up at 128, after some work.</summary>
    private const int MaxDepth = 100;

    /// <summary>Never fails: text that is nested too deeply for Markdown is shown as plain text.</summary>
    public static string ToHtml(string markdown)
    {
        var text = WellFormedText.Of(markdown);
        if (text.AsSpan().Count('[') > MaxBrackets || IsTooDeep(text))
        {
            return Html.FromPlainText(text);
        }
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            KeepNumberedLines.In(document);
            KeepHiddenText.In(document);
            return Html.Sanitise(document.ToHtml(Pipeline));
        }
        // Markdig throws this for nesting deeper than 128, and for nothing else.
        catch (ArgumentException)
        {
            return Html.FromPlainText(text);
        }
    }

    /// <summary>True when a line begins with more list and quote markers than anybody would intend.</summary>
    private static bool IsTooDeep(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var marks = 0;
            for (var at = 0; at < line.Length && marks <= MaxDepth; at++)
            {
                var isMark = line[at] switch
                {
                    '>' => true,
                    '-' or '*' or '+' or '.' or ')' => at + 1 < line.Length && line[at + 1] is ' ' or '\t',
                    _ => false,
                };
                if (!isMark && line[at] is not (' ' or '\t' or (>= '0' and <= '9')))
                {
                    break;
                }
                marks += isMark ? 1 : 0;
            }
            if (marks > MaxDepth)
            {
                return true;
            }
        }
        return false;
    }
}
