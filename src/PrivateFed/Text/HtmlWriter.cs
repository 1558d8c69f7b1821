using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// Writes well-formed HTML from a stream of tags and text in any order: lists and quotes contain lines, and a line contains text and inline
/// elements. It builds no tree and keeps only the current position, so that no input can make it keep, or write, more than the limits here,
/// in <see cref="HtmlContainers"/> and in <see cref="HtmlMarks"/>.
/// </summary>
internal sealed class HtmlWriter
{
    /// <summary>Characters of markup and text together.</summary>
    private const int MaxOutput = 500_000;

    /// <summary>ASCII whitespace, which HTML collapses to one blank; the no-break space is not among it.</summary>
    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create(" \t\n\f\r");

    private readonly StringBuilder _html = new();
    private readonly HtmlContainers _containers;
    private readonly HtmlMarks _marks;
    private readonly HtmlGap _gap;

    private int _characters;
    private bool _isInLine;

    /// <summary>The current line, when it has a tag of its own.</summary>
    private HtmlBlock? _leaf;

    /// <summary>The tag of the next line.</summary>
    private HtmlBlock? _nextLeaf;

    /// <param name="home">Base address of relative links; null leaves them as they are.</param>
    public HtmlWriter(Uri? home) => (_containers, _marks, _gap) = (new(_html), new(_html, home), new(_html));

    public bool IsFull => _characters >= Html.MaxTextLength || _html.Length >= MaxOutput;

    public void Open(string name, HtmlPiece tag)
    {
        switch (name)
        {
            case "br":
                Break();
                break;
            case "hr":
                EndLine();
                _containers.LeaveFirstLine();
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
                _nextLeaf = new HtmlBlock(name, HtmlBlockAttributes.Of(tag));
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

    /// <param name="words">Decoded text.</param>
    public void Write(string words)
    {
        if (_leaf?.Name == "pre" || (_nextLeaf?.Name == "pre" && !_isInLine))
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

    /// <param name="wasCut">Whether the input was longer than what was read.</param>
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
        var room = Math.Max(0, Html.MaxTextLength - _characters);
        if (word.Length > room && word is not "…")
        {
            word = word[..Graphemes.Boundary(word, room)];
            _characters = Html.MaxTextLength;
        }
        if (word.IsEmpty)
        {
            return;
        }
        BeginLine();
        _gap.Write(_marks.Has("code"));
        _marks.Write();
        _containers.DecideDirection(_leaf, word, _marks.Has("a"));
        AppendEncoded(word);
        _characters += word.Length;
        _gap.RecordWord(word);
    }

    private void AppendEncoded(ReadOnlySpan<char> words)
    {
        foreach (var character in words)
        {
            _ = character switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                _ => _html.Append(character),
            };
        }
    }

    private void Break()
    {
        if (_nextLeaf is not null || _isInLine)
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
        if (_nextLeaf is not null || _containers.Top is not { Name: "li", HasLine: false })
        {
            _leaf = _nextLeaf ?? new HtmlBlock("p", default);
            _containers.WriteTag(_leaf);
        }
        _containers.Top?.HasLine = true;
        (_isInLine, _nextLeaf) = (true, null);
        _gap.Begin();
    }

    private void EndLine()
    {
        _marks.EndLine();
        if (_leaf is not null)
        {
            _html.Append("</").Append(_leaf.Name).Append('>');
        }
        (_isInLine, _leaf, _nextLeaf) = (false, null, null);
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
            _gap.SeparateWords();
        }
    }
}
