using System.Globalization;
using System.Text;

namespace PrivateFed.Text;

/// <summary>Writes nested lists, list items and quotes around lines, and the direction of their text.</summary>
internal sealed class HtmlContainers(StringBuilder html)
{
    /// <summary>Nesting depth of lists, list items and quotes. Deeper ones are written at this depth.</summary>
    private const int MaxDepth = 30;

    private readonly List<HtmlBlock> _open = [];

    /// <summary>Number of open containers beyond the greatest depth, which were not written.</summary>
    private int _ignored;

    /// <summary>The innermost open container.</summary>
    public HtmlBlock? Top => _open.Count > 0 ? _open[^1] : null;

    public void Open(string name, HtmlPiece tag)
    {
        if (name == "li")
        {
            OpenItem(tag);
            return;
        }
        if (_open.Count >= MaxDepth)
        {
            _ignored++;
            return;
        }
        LeaveFirstLine();
        Push(new HtmlBlock(name, HtmlBlockAttributes.Of(tag)), name == "ol" && NumberOf(tag, "start") is { } start && start != 1
            ? string.Create(CultureInfo.InvariantCulture, $" start=\"{start}\"")
            : "");
    }

    public void Close(string name)
    {
        if (_ignored > 0)
        {
            _ignored -= name == "li" ? 0 : 1;
            return;
        }
        var index = _open.FindLastIndex(block => block.Name == name);
        if (index < 0 || (name == "li" && _open.FindIndex(index, block => HtmlElements.IsList(block.Name)) > index))
        {
            return;
        }
        while (_open.Count > index)
        {
            Pop();
        }
    }

    public void CloseAll()
    {
        while (_open.Count > 0)
        {
            Pop();
        }
    }

    /// <summary>A list may contain list items only: opens one for whatever comes next.</summary>
    public void LeaveList()
    {
        if (HtmlElements.IsList(Top?.Name ?? ""))
        {
            Push(new HtmlBlock("li", default));
        }
    }

    /// <summary>Called before content other than the first line of a list item.</summary>
    public void LeaveFirstLine()
    {
        LeaveList();
        Top?.HasLine = true;
    }

    /// <summary>A number in an attribute; null when there is none.</summary>
    public static int? NumberOf(HtmlPiece tag, string attribute) =>
        int.TryParse(tag.Attribute(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs((long)number) < 1_000_000_000 ? number : null;

    /// <summary>Writes the start tag of a container, or of a line within one.</summary>
    public void WriteTag(HtmlBlock block, string attributes = "")
    {
        html.Append('<').Append(block.Name).Append(attributes).Append(block.Attributes.LanguagePart);
        block.DirectionAt = html.Length;
        if (block.Direction is { } direction && direction != DirectionAround(block))
        {
            WriteDirection(block, direction);
        }
        html.Append('>');
    }

    /// <summary>
    /// The first letter decides the direction of every enclosing block that has none yet. Latin names and addresses in links do not count:
    /// they occur in text of every language.
    /// </summary>
    /// <param name="leaf">The line, when it has a tag of its own.</param>
    /// <param name="word">The next word.</param>
    /// <param name="isInLink">Whether the word is part of a link.</param>
    public void DecideDirection(HtmlBlock? leaf, ReadOnlySpan<char> word, bool isInLink)
    {
        if ((leaf ?? Top)!.Direction is not null || TextDirection.Of(word) is not { } direction
            || (direction == TextDirection.LeftToRight && isInLink))
        {
            return;
        }
        HtmlBlock[] undecided = [.. _open.Where(block => block.Direction is null), .. leaf is { Direction: null } ? [leaf]
            : Array.Empty<HtmlBlock>()];
        if (direction != DirectionAround(undecided[0]))
        {
            WriteDirection(undecided[0], direction);
        }
        foreach (var block in undecided)
        {
            block.Direction = direction;
        }
    }

    private void OpenItem(HtmlPiece tag)
    {
        if (_ignored > 0)
        {
            return;
        }
        if (Top?.Name == "li")
        {
            Pop();
        }
        if (!HtmlElements.IsList(Top?.Name ?? ""))
        {
            Push(new HtmlBlock("ul", default));
        }
        Push(new HtmlBlock("li", HtmlBlockAttributes.Of(tag)), NumberOf(tag, "value") is { } value
            ? string.Create(CultureInfo.InvariantCulture, $" value=\"{value}\"")
            : "");
    }

    private void Push(HtmlBlock block, string attributes = "")
    {
        _open.Add(block);
        WriteTag(block, attributes);
    }

    private void Pop()
    {
        html.Append("</").Append(Top!.Name).Append('>');
        _open.RemoveAt(_open.Count - 1);
    }

    private string DirectionAround(HtmlBlock block) =>
        _open.LastOrDefault(container => container != block && container.Direction is not null)?.Direction ?? TextDirection.LeftToRight;

    private void WriteDirection(HtmlBlock block, string direction) => html.Insert(block.DirectionAt, $" dir=\"{direction}\"");
}
