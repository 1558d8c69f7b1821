using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// Writes well-formed HTML while tags and words come in, in whatever order they come: lists and quotes hold lines, a line holds words and marks. No tree is
/// made; what is kept is where the writing stands, so that nothing that comes in can make it keep, or write, more than the numbers here, in
/// <see cref="HtmlContainers"/> and in <see cref="HtmlMarks"/>.
/// </summary>
internal sealed class HtmlWriter
{
    /// <summary>Characters of markup and words together.</summary>
    private const int MostWritten = 500_000;

    /// <summary>What HTML takes for one blank (ASCII whitespace; not the blank that does not break).</summary>
    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create(" \t\n\f\r");

    private readonly StringBuilder _html = new();
    private readonly HtmlContainers _containers;
    private readonly HtmlMarks _marks;
    private readonly HtmlGap _gap;

    private int _letters;
    private bool _isInLine;

    /// <summary>The line, when it has a tag of its own.</summary>
    private HtmlBlock? _leaf;

    /// <summary>That of the next line.</summary>
    private HtmlBlock? _wanted;

    /// <param name="home">Where relative links lead; null where they stay as they are.</param>
    public HtmlWriter(Uri? home) => (_containers, _marks, _gap) = (new(_html), new(_html, home), new(_html));

    public bool IsFull => _letters >= Html.Longest || _html.Length >= MostWritten;

    public void Open(string name, HtmlPiece tag)
    {
        switch (name)
        {
            case "br":
                Break();
                break;
            case "hr":
                EndLine();
                _containers.TakeLine();
                _html.Append("<hr>");
                break;
            case "img" when tag.Attribute("alt") is { Length: > 0 } alt:
                Write(alt);
                break;
            case var _ when HtmlElements.Inline.Contains(name):
                _marks.Begin(name, tag);
                break;
            case var _ when HtmlElements.Leaves.Contains(name):
                EndLine();
                _wanted = new HtmlBlock(name, HtmlBlockAttributes.Of(tag));
                break;
            case var _ when HtmlElements.Containers.Contains(name):
                EndLine();
                _containers.Open(name, tag);
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
            _marks.End(name);
        }
        else if (HtmlElements.Containers.Contains(name))
        {
            EndLine();
            _containers.Close(name);
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
            _gap.Add(rest[..upTo]);
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
        _containers.CloseAll();
        return _html.ToString();
    }

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
        _gap.Write(_marks.Has("code"));
        _marks.Write();
        _containers.Decide(_leaf, word, _marks.Has("a"));
        AppendEncoded(word);
        _letters += word.Length;
        _gap.Follow(word);
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

    private void Break()
    {
        if (_wanted is not null || _isInLine)
        {
            BeginLine();
            _html.Append("<br>");
        }
        _gap.Begin();
    }

    private void BeginLine()
    {
        if (_isInLine)
        {
            return;
        }
        _containers.LeaveList();
        if (_wanted is not null || _containers.Top is not { Name: "li", HasLine: false })
        {
            _leaf = _wanted ?? new HtmlBlock("p", default);
            _containers.WriteTag(_leaf);
        }
        _containers.Top?.HasLine = true;
        (_isInLine, _wanted) = (true, null);
        _gap.Begin();
    }

    private void EndLine()
    {
        _marks.EndLine();
        if (_leaf is not null)
        {
            _html.Append("</").Append(_leaf.Name).Append('>');
        }
        (_isInLine, _leaf, _wanted) = (false, null, null);
        _gap.Begin();
    }

    private void Divide(string name)
    {
        if (HtmlElements.Dividing.Contains(name))
        {
            EndLine();
        }
        else if (HtmlElements.Parting.Contains(name))
        {
            _gap.Part();
        }
    }
}
