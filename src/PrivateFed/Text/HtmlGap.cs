using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// The whitespace between two words of a line. A line end within a paragraph counts as intended, since some servers make HTML of plain text
/// in that way; unless the next line is indented, as in hand-written HTML, or the line is as long as editors wrap lines and ends in the
/// middle of a sentence.
/// </summary>
internal sealed class HtmlGap(StringBuilder html)
{
    /// <summary>Characters from which a line may have been wrapped by an editor, and not broken by its author.</summary>
    private const int WrappedLineLength = 60;

    /// <summary>Approximate limit of whitespace characters remembered.</summary>
    private const int MaxBlanks = 100;

    private readonly StringBuilder _blanks = new();

    /// <summary>Characters since the last line end.</summary>
    private int _characters;

    /// <summary>Last character of the previous word; '\0' when there is none.</summary>
    private char _lastCharacter;

    public void Add(ReadOnlySpan<char> blanks) => _blanks.Append(_blanks.Length < MaxBlanks ? blanks : "");

    /// <summary>Separates the next word from the previous one: for a table cell, say.</summary>
    public void SeparateWords() => _blanks.Append(_blanks.Length > 0 && _blanks[^1] == ' ' ? "" : " ");

    /// <summary>Starts a line that has no text yet.</summary>
    public void Begin()
    {
        (_lastCharacter, _characters) = ('\0', 0);
        _blanks.Clear();
    }

    /// <summary>Called before each word.</summary>
    /// <param name="isInCode">Within code, line ends are blanks.</param>
    public void Write(bool isInCode)
    {
        if (_blanks.Length > 0 && _lastCharacter != '\0')
        {
            if (_blanks[^1] == '\n' && (_characters < WrappedLineLength || _lastCharacter is '.' or '!' or '?' or ':' or '…') && !isInCode)
            {
                html.Append(_blanks.ToString().IndexOf('\n', StringComparison.Ordinal) == _blanks.Length - 1 ? "<br>" : "<br><br>");
                _characters = 0;
            }
            else
            {
                html.Append(' ');
                _characters++;
            }
        }
        _blanks.Clear();
    }

    /// <param name="word">The word just written; not empty.</param>
    public void RecordWord(ReadOnlySpan<char> word)
    {
        _characters += word.Length;
        _lastCharacter = word[^1];
    }
}
