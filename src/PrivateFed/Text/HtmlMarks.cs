using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// Writes bold letters, links and the like. Marks overlap in HTML and nest in what is written: those that go on are closed, and opened anew before
/// the next word.
/// </summary>
internal sealed class HtmlMarks(StringBuilder html, Uri? home)
{
    private const int Most = 30;

    private readonly List<Mark> _begun = [];

    /// <summary>How many of them are written in this line: always the first ones.</summary>
    private int _written;

    public bool Has(string name) => _begun.Exists(mark => mark.Name == name);

    /// <summary>Takes effect with the next word.</summary>
    public void Begin(string name, HtmlPiece tag)
    {
        var same = name == "span" ? -1 : _begun.FindIndex(mark => mark.Name == name);
        if (name == "a")
        {
            End(same);
        }
        else if (same >= 0)
        {
            return;
        }
        if (_begun.Count < Most)
        {
            _begun.Add(new Mark(name, TagOf(name, tag)));
        }
    }

    public void End(string name) => End(_begun.FindLastIndex(mark => mark.Name == name));

    /// <summary>A word comes next.</summary>
    public void Write()
    {
        for (; _written < _begun.Count; _written++)
        {
            html.Append(_begun[_written].Tag);
        }
    }

    /// <summary>The line ends; what was begun goes on in the next one.</summary>
    public void EndLine() => Close(downTo: 0);

    private void End(int index)
    {
        if (index >= 0)
        {
            Close(index);
            _begun.RemoveAt(index);
        }
    }

    private void Close(int downTo)
    {
        for (; _written > downTo; _written--)
        {
            var mark = _begun[_written - 1];
            html.Append(mark.Tag.Length > 0 ? $"</{mark.Name}>" : "");
        }
    }

    private string TagOf(string name, HtmlPiece tag)
    {
        var attributes = HtmlBlockAttributes.Of(tag);
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

    /// <summary>A mark that words stand in.</summary>
    /// <param name="Name">Of the element.</param>
    /// <param name="Tag">That opens it; "" for one that is not written.</param>
    private readonly record struct Mark(string Name, string Tag);
}
