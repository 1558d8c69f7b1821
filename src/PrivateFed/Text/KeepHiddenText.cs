using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PrivateFed.Text;

/// <summary>
/// Shows text that Markdown would hide. "[Oma]: kommt" defines the target of links named Oma: without such a link, its author meant it as
/// text. What follows "~~~" names a programming language: here it is shown above the code.
/// </summary>
internal static class KeepHiddenText
{
    public static void In(MarkdownDocument document)
    {
        var used = document.Descendants<LinkInline>().Select(link => link.Reference).OfType<LinkReferenceDefinition>().ToHashSet();
        foreach (var definition in document.Descendants<LinkReferenceDefinition>().Where(definition => !used.Contains(definition)).ToList())
        {
            var after = document.ToList()
                .FindIndex(block => block is not LinkReferenceDefinitionGroup && block.Span.Start > definition.Span.Start);
            document.Insert(after < 0 ? document.Count : after, ParagraphOf($"[{definition.Label}]: {definition.Url} {definition.Title}"));
        }
        foreach (var code in document.Descendants<FencedCodeBlock>().Where(code => !string.IsNullOrEmpty(code.Info)).ToList())
        {
            code.Parent!.Insert(code.Parent.IndexOf(code), ParagraphOf($"{code.Info} {code.Arguments}"));
        }
    }

    private static ParagraphBlock ParagraphOf(string words)
    {
        var paragraph = new ParagraphBlock { Inline = new ContainerInline() };
        paragraph.Inline.AppendChild(new LiteralInline(words.TrimEnd()));
        return paragraph;
    }
}
