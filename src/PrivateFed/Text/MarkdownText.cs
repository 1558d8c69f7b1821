using Markdig;
using Markdig.Extensions.EmphasisExtras;
using PrivateFed.Languages;

namespace PrivateFed.Text;

/// <summary>What an author writes, made into HTML: Markdown with line breaks kept, bare links made into links, and dates that begin a line left alone.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseSoftlineBreakAsHardlineBreak().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    /// <summary>Opening brackets in one text; each is looked for behind every closing one.</summary>
    private const int MostBrackets = 1_000;

    /// <summary>Lists and quotes within each other; Markdig ends at 128, after some work.</summary>
    private const int Deepest = 100;

    /// <summary>Never fails: what is nested too deeply to be read as Markdown is shown as the plain words that it is.</summary>
    public static string ToHtml(string markdown)
    {
        var text = Wellformed.Of(markdown);
        if (text.AsSpan().Count('[') > MostBrackets || IsTooDeep(text))
        {
            return Html.OfPlain(text);
        }
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            KeepNumbers.In(document);
            KeepWords.In(document);
            return Html.Sanitise(document.ToHtml(Pipeline));
        }
        // Markdig refuses what is nested more than 128 deep in this way alone.
        catch (ArgumentException)
        {
            return Html.OfPlain(text);
        }
    }

    /// <summary>Whether a line begins with more marks of lists and quotes than anybody means.</summary>
    private static bool IsTooDeep(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var marks = 0;
            for (var at = 0; at < line.Length && marks <= Deepest; at++)
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
            if (marks > Deepest)
            {
                return true;
            }
        }
        return false;
    }
}
