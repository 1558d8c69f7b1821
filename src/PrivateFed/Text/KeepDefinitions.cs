using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PrivateFed.Text;

/// <summary>
/// "[Oma]: kommt" says where links called Oma lead, to Markdown, and is shown nowhere. Where no link is called so, it is what its author wanted to say.
/// </summary>
internal static class KeepDefinitions
{
    public static void In(MarkdownDocument document)
    {
        var used = document.Descendants<LinkInline>().Select(link => link.Reference).OfType<LinkReferenceDefinition>().ToHashSet();
        foreach (var definition in document.Descendants<LinkReferenceDefinition>().Where(definition => !used.Contains(definition)).ToList())
        {
            var said = new ParagraphBlock { Inline = new ContainerInline() };
            said.Inline.AppendChild(new LiteralInline($"[{definition.Label}]: {definition.Url} {definition.Title}".TrimEnd()));
            var after = document.ToList().FindIndex(block => block is not LinkReferenceDefinitionGroup && block.Span.Start > definition.Span.Start);
            document.Insert(after < 0 ? document.Count : after, said);
        }
    }
}
