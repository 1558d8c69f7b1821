using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PrivateFed.Text;

/// <summary>
/// Writes well-formed HTML while tags and words come in, in whatever order they come: lists and quotes hold lines, a line holds words and marks. No tree is
/// made; what is kept is where the writing stands, so that nothing that comes in can make it keep, or write, more than these numbers.
/// </summary>
internal sealed partial class HtmlWriter(Uri? home)
{
    /// <summary>Lists, their points and quotes within each other. What is deeper is written at this depth.</summary>
    private const int MostContainers = 30;

    private const int MostMarks = 30;

    /// <summary>Characters of markup and words together.</summary>
    private const int MostWritten = 500_000;

    /// <summary>Letters in a line that its writer's editor may have broken, and not its writer.</summary>
    private const int Wrapped = 60;

    private readonly StringBuilder _html = new();
    private readonly List<Block> _containers = [];
    private readonly List<Mark> _marks = [];
    private readonly StringBuilder _gap = new();

    /// <summary>Of the marks, how many are written in this line: always the first ones.</summary>
    private int _written;

    private int _ignored;
    private int _letters;
    private int _lineLetters;
    private char _last;
    private bool _isInLine;
    private Block? _leaf;
    private Block? _wanted;

    public bool IsFull => _letters >= Html.Longest || _html.Length >= MostWritten;

    private Block? Top => _containers.Count > 0 ? _containers[^1] : null;

    public void Open(string name, HtmlPiece tag)
    {
        switch (name)
        {
            case "br":
                Break();
                break;
            case "hr":
                EndLine();
                LeaveList();
                _html.Append("<hr>");
                break;
            case "img" when tag.Attribute("alt") is { Length: > 0 } alt:
                Write(alt);
                break;
            case var _ when HtmlElements.Inline.Contains(name):
                Begin(name, tag);
                break;
            case var _ when HtmlElements.Leaves.Contains(name):
                EndLine();
                _wanted = new Block(name, Attributes(tag));
                break;
            case var _ when HtmlElements.Containers.Contains(name):
                EndLine();
                OpenContainer(name, tag);
                break;
            default:
                Divide(name);
                break;
        }
    }

    public void Close(string name)
    {
        if (name == "br")
        {
            Break();
        }
        else if (HtmlElements.Inline.Contains(name))
        {
            End(_marks.FindLastIndex(mark => mark.Name == name));
        }
        else if (HtmlElements.Containers.Contains(name))
        {
            EndLine();
            CloseContainer(name);
        }
        else if (HtmlElements.Leaves.Contains(name))
        {
            EndLine();
        }
        else
        {
            Divide(name);
        }
    }

    /// <param name="words">Decoded.</param>
    public void Write(string words)
    {
        if (_leaf?.Name == "pre" || (_wanted?.Name == "pre" && !_isInLine))
        {
            Append(!_isInLine && words.StartsWith('\n') ? words.AsSpan(1) : words);
            return;
        }
        for (var rest = words.AsSpan(); rest.Length > 0;)
        {
            var blank = rest.IndexOfAnyExcept(Blanks);
            var upTo = blank < 0 ? rest.Length : blank;
            _gap.Append(_gap.Length < 100 ? rest[..upTo] : "");
            rest = rest[upTo..];
            var end = rest.IndexOfAny(Blanks);
            var word = end < 0 ? rest : rest[..end];
            if (word.Length > 0)
            {
                Append(word);
                rest = rest[word.Length..];
            }
        }
    }

    /// <param name="wasCut">Whether there was more than was read.</param>
    public string Finish(bool wasCut)
    {
        if (wasCut || IsFull)
        {
            Append("…");
        }
        EndLine();
        while (_containers.Count > 0)
        {
            Pop();
        }
        return _html.ToString();
    }

    /// <summary>A number in an attribute; null when there is none.</summary>
    internal static int? NumberOf(HtmlPiece tag, string attribute) =>
        int.TryParse(tag.Attribute(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs((long)number) < 1_000_000_000 ? number : null;

    private void Append(ReadOnlySpan<char> word)
    {
        var room = Math.Max(0, Html.Longest - _letters);
        if (word.Length > room && word is not "…")
        {
            word = word[..Graphemes.Boundary(word, room)];
            _letters = Html.Longest;
        }
        if (word.IsEmpty)
        {
            return;
        }
        BeginLine();
        WriteGap();
        for (; _written < _marks.Count; _written++)
        {
            _html.Append(_marks[_written].Tag);
        }
        Decide(word);
        AppendEncoded(word);
        _letters += word.Length;
        _lineLetters += word.Length;
        _last = word[^1];
    }

    private void AppendEncoded(ReadOnlySpan<char> words)
    {
        foreach (var letter in words)
        {
            _ = letter switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                _ => _html.Append(letter),
            };
        }
    }

    /// <summary>
    /// What stood between two words. A line end within a paragraph is one that its writer meant, as servers send it that make HTML of plain text, unless the
    /// next line is set in, as in HTML that was written by hand, or the line is as long as editors make them and ends amid a sentence.
    /// </summary>
    private void WriteGap()
    {
        if (_gap.Length > 0 && _last != '\0')
        {
            var gap = _gap.ToString();
            var isMeant = gap[^1] == '\n' && (_lineLetters < Wrapped || _last is '.' or '!' or '?' or ':' or '…') && !_marks.Exists(mark => mark.Name == "code");
            if (isMeant)
            {
                _html.Append(gap.IndexOf('\n', StringComparison.Ordinal) == gap.Length - 1 ? "<br>" : "<br><br>");
                _lineLetters = 0;
            }
            else
            {
                _html.Append(' ');
                _lineLetters++;
            }
        }
        _gap.Clear();
    }

    private void Break()
    {
        if (_wanted is not null || _isInLine)
        {
            BeginLine();
            _html.Append("<br>");
        }
        (_last, _lineLetters) = ('\0', 0);
        _gap.Clear();
    }

    private void Begin(string name, HtmlPiece tag)
    {
        var same = name == "span" ? -1 : _marks.FindIndex(mark => mark.Name == name);
        if (name == "a")
        {
            End(same);
        }
        else if (same >= 0)
        {
            return;
        }
        if (_marks.Count < MostMarks)
        {
            _marks.Add(new Mark(name, TagOf(name, tag)));
        }
    }

    /// <summary>Marks overlap in HTML and nest in what is written: those that go on are closed here, and opened anew before the next word.</summary>
    private void End(int index)
    {
        if (index < 0)
        {
            return;
        }
        CloseMarks(index);
        _marks.RemoveAt(index);
    }

    private void CloseMarks(int downTo)
    {
        for (; _written > downTo; _written--)
        {
            var mark = _marks[_written - 1];
            _html.Append(mark.Tag.Length > 0 ? $"</{mark.Name}>" : "");
        }
    }

    private string TagOf(string name, HtmlPiece tag)
    {
        var attributes = Attributes(tag);
        return name switch
        {
            "a" when HtmlLink.Of(tag.Attribute("href"), home) is { } address => $"<a href=\"{Quoted(address)}\" rel=\"nofollow noopener noreferrer\">",
            "a" => "",
            "span" when attributes is { Language: null, Direction: null } => "",
            _ => $"<{name}{attributes.LanguagePart}{(attributes.Direction is { } direction ? $" dir=\"{direction}\"" : "")}>",
        };
    }

    private static string Quoted(string address) => address.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private void BeginLine()
    {
        if (_isInLine)
        {
            return;
        }
        if (HtmlElements.IsList(Top?.Name ?? ""))
        {
            Push(new Block("li", default));
        }
        if (_wanted is not null || Top is not { Name: "li", HasLine: false })
        {
            _leaf = _wanted ?? new Block("p", default);
            WriteTag(_leaf, "");
        }
        Top?.HasLine = true;
        (_isInLine, _wanted, _last, _lineLetters) = (true, null, '\0', 0);
        _gap.Clear();
    }

    private void EndLine()
    {
        CloseMarks(0);
        if (_leaf is not null)
        {
            _html.Append("</").Append(_leaf.Name).Append('>');
        }
        (_isInLine, _leaf, _wanted) = (false, null, null);
        _gap.Clear();
    }

    private void Divide(string name)
    {
        if (HtmlElements.Dividing.Contains(name))
        {
            EndLine();
        }
        else if (HtmlElements.Parting.Contains(name))
        {
            _gap.Append(' ');
        }
    }

    private void LeaveList()
    {
        if (HtmlElements.IsList(Top?.Name ?? ""))
        {
            Push(new Block("li", default));
        }
        Top?.HasLine = true;
    }

    private void OpenContainer(string name, HtmlPiece tag)
    {
        if (name == "li")
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
                Push(new Block("ul", default));
            }
            Push(new Block("li", Attributes(tag)), NumberOf(tag, "value") is { } value ? string.Create(CultureInfo.InvariantCulture, $" value=\"{value}\"") : "");
            return;
        }
        if (_containers.Count >= MostContainers)
        {
            _ignored++;
            return;
        }
        LeaveList();
        Push(new Block(name, Attributes(tag)), name == "ol" && NumberOf(tag, "start") is { } start && start != 1
            ? string.Create(CultureInfo.InvariantCulture, $" start=\"{start}\"")
            : "");
    }

    private void CloseContainer(string name)
    {
        if (_ignored > 0)
        {
            _ignored -= name == "li" ? 0 : 1;
            return;
        }
        var index = _containers.FindLastIndex(block => block.Name == name);
        if (index < 0 || (name == "li" && _containers.FindIndex(index, block => HtmlElements.IsList(block.Name)) > index))
        {
            return;
        }
        while (_containers.Count > index)
        {
            Pop();
        }
    }

    private void Push(Block block, string attributes = "")
    {
        _containers.Add(block);
        WriteTag(block, attributes);
    }

    private void Pop()
    {
        _html.Append("</").Append(Top!.Name).Append('>');
        _containers.RemoveAt(_containers.Count - 1);
    }

    private void WriteTag(Block block, string attributes)
    {
        _html.Append('<').Append(block.Name).Append(attributes).Append(block.Attributes.LanguagePart);
        block.DirectionAt = _html.Length;
        if (block.Direction is { } direction && direction != DirectionAround(block))
        {
            AppendDirection(block, direction);
        }
        _html.Append('>');
    }

    private string DirectionAround(Block block) =>
        _containers.LastOrDefault(container => container != block && container.Direction is not null)?.Direction ?? TextDirection.LeftToRight;

    /// <summary>The first letter decides for every block around it that has not begun yet. Names and addresses in links decide nothing: they are Latin in every language.</summary>
    private void Decide(ReadOnlySpan<char> word)
    {
        if ((_leaf ?? Top)!.Direction is not null || TextDirection.Of(word) is not { } direction
            || (direction == TextDirection.LeftToRight && _marks.Exists(mark => mark.Name == "a")))
        {
            return;
        }
        Block[] undecided = [.. _containers.Where(block => block.Direction is null), .. _leaf is { Direction: null } ? [_leaf] : Array.Empty<Block>()];
        if (direction != DirectionAround(undecided[0]))
        {
            AppendDirection(undecided[0], direction);
        }
        foreach (var block in undecided)
        {
            block.Direction = direction;
        }
    }

    private void AppendDirection(Block block, string direction) => _html.Insert(block.DirectionAt, $" dir=\"{direction}\"");

    private static BlockAttributes Attributes(HtmlPiece tag) => new(
        tag.Attribute("lang") is { Length: > 0 and <= 35 } language && LanguageTag().IsMatch(language) ? language : null,
        tag.Attribute("dir").ToLowerInvariant() is TextDirection.LeftToRight or TextDirection.RightToLeft ? tag.Attribute("dir").ToLowerInvariant() : null);

    // BCP 47, as far as it can be told without its registry.
    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex LanguageTag();

    /// <summary>What HTML takes for one blank (ASCII whitespace; not the blank that does not break).</summary>
    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create(" \t\n\f\r");

    private readonly record struct BlockAttributes(string? Language, string? Direction)
    {
        public string LanguagePart => Language is null ? "" : $" lang=\"{Language}\"";
    }

    /// <summary>A mark that words stand in.</summary>
    /// <param name="Name">Of the element.</param>
    /// <param name="Tag">That opens it; "" for one that is not written.</param>
    private readonly record struct Mark(string Name, string Tag);

    private sealed class Block(string name, BlockAttributes attributes)
    {
        public string Name => name;

        public BlockAttributes Attributes => attributes;

        /// <summary>Null until a letter says it.</summary>
        public string? Direction { get; set; } = attributes.Direction;

        /// <summary>Where its tag takes it.</summary>
        public int DirectionAt { get; set; }

        public bool HasLine { get; set; }
    }
}
