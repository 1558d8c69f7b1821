using System.Globalization;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PrivateFed.Text;

/// <summary>
/// Keeps "24. Dezember bei Oma" a date, although Markdown reads it as item 24 of a list and would count on from there. Only numbers that
/// count up by one (or are all the same, as some people write lists) make a list; everything else stays the lines that its author wrote.
/// </summary>
internal static class KeepNumberedLines
{
    public static void In(MarkdownDocument document)
    {
        foreach (var list in document.Descendants<ListBlock>().Where(list => list.IsOrdered && !Counts(list)).ToList())
        {
            Unfold(list);
        }
    }

    private static bool Counts(ListBlock list)
    {
        var numbers = list.OfType<ListItemBlock>().Select(item => item.Order).ToList();
        return numbers.Count > 1
            && (numbers.Zip(numbers.Skip(1)).All(pair => pair.Second == pair.First + 1)
                || (numbers.TrueForAll(number => number == numbers[0]) && numbers[0] <= 1));
    }

    /// <summary>Replaces the list with its lines.</summary>
    private static void Unfold(ListBlock list)
    {
        var parent = list.Parent!;
        var at = parent.IndexOf(list);
        parent.RemoveAt(at);
        ParagraphBlock? open = null;
        foreach (var item in list.OfType<ListItemBlock>().ToList())
        {
            var number = $"{item.Order.ToString(CultureInfo.InvariantCulture)}{list.OrderedDelimiter} ";
            var blocks = item.ToList();
            item.Clear();
            if (blocks is [ParagraphBlock { Inline: not null } said, ..])
            {
                said.Inline!.InsertBefore(number);
                // Consecutive lines stay lines of one paragraph.
                if (open is not null && !list.IsLoose)
                {
                    open.Inline!.Join(said.Inline!);
                    blocks.RemoveAt(0);
                }
            }
            else
            {
                var alone = new ParagraphBlock { Inline = new ContainerInline() };
                alone.Inline.AppendChild(new LiteralInline(number.TrimEnd()));
                blocks.Insert(0, alone);
            }
            open = blocks.Count switch { 0 => open, 1 => blocks[0] as ParagraphBlock, _ => null };
            foreach (var block in blocks)
            {
                parent.Insert(at++, block);
            }
        }
    }

    private static void InsertBefore(this ContainerInline inline, string words)
    {
        if (inline.FirstChild is { } first)
        {
            first.InsertBefore(new LiteralInline(words));
        }
        else
        {
            inline.AppendChild(new LiteralInline(words.TrimEnd()));
        }
    }

    private static void Join(this ContainerInline inline, ContainerInline next)
    {
        inline.AppendChild(new LineBreakInline { IsHard = true });
        foreach (var part in next.ToList())
        {
            part.Remove();
            inline.AppendChild(part);
        }
    }
}
