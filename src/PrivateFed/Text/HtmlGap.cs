using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// What stands between two words of a line. A line end within a paragraph is one that its writer meant, as servers send it that make HTML of plain text, unless
/// the next line is set in, as in HTML that was written by hand, or the line is as long as editors make them and ends amid a sentence.
/// </summary>
internal sealed class HtmlGap(StringBuilder html)
{
    /// <summary>Letters in a line that its writer's editor may have broken, and not its writer.</summary>
    private const int Wrapped = 60;

    /// <summary>Blanks that are remembered, about.</summary>
    private const int Longest = 100;

    private readonly StringBuilder _blanks = new();

    /// <summary>Since the last line end.</summary>
    private int _letters;

    /// <summary>The last letter of the word before; '\0' where there is none.</summary>
    private char _last;

    public void Add(ReadOnlySpan<char> blanks) => _blanks.Append(_blanks.Length < Longest ? blanks : "");

    /// <summary>What comes next is no part of the word before: a cell of a table, say.</summary>
    public void Part() => _blanks.Append(_blanks.Length > 0 && _blanks[^1] == ' ' ? "" : " ");

    /// <summary>Nothing was said yet in this line.</summary>
    public void Begin()
    {
        (_last, _letters) = ('\0', 0);
        _blanks.Clear();
    }

    /// <summary>Another word comes next.</summary>
    /// <param name="isInCode">There line ends are blanks.</param>
    public void Write(bool isInCode)
    {
        if (_blanks.Length > 0 && _last != '\0')
        {
            if (_blanks[^1] == '\n' && (_letters < Wrapped || _last is '.' or '!' or '?' or ':' or '…') && !isInCode)
            {
                html.Append(_blanks.ToString().IndexOf('\n', StringComparison.Ordinal) == _blanks.Length - 1 ? "<br>" : "<br><br>");
                _letters = 0;
            }
            else
            {
                html.Append(' ');
                _letters++;
            }
        }
        _blanks.Clear();
    }

    /// <param name="word">Not empty.</param>
    public void Follow(ReadOnlySpan<char> word)
    {
        _letters += word.Length;
        _last = word[^1];
    }
}
