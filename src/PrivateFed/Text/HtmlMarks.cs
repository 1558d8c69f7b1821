using System.Text;

namespace PrivateFed.Text;

/// <summary>
/// Writes inline elements such as emphasis and links. They may overlap in the input but must nest in the output: elements that continue are
/// closed, and reopened before the next word.
/// </summary>
internal sealed class HtmlMarks(StringBuilder html, Uri? home)
{
    private const int MaxOpen = 30;

    private readonly List<Mark> _open = [];

    /// <summary>Number of open elements already written in this line: always the first ones of the list.</summary>
    private int _written;

    public bool Has(string name) => _open.Exists(mark => mark.Name == name);

    /// <summary>Takes effect with the next word.</summary>
    public void Begin(string name, HtmlPiece tag)
    {
        var same = name == "span" ? -1 : _open.FindIndex(mark => mark.Name == name);
        if (name == "a")
        {
            End(same);
        }
        else if (same >= 0)
        {
            return;
        }
        if (_open.Count < MaxOpen)
        {
            _open.Add(new Mark(name, TagOf(name, tag)));
        }
    }

    public void End(string name) => End(_open.FindLastIndex(mark => mark.Name == name));

    /// <summary>Called before each word.</summary>
    public void Write()
    {
        for (; _written < _open.Count; _written++)
        {
            html.Append(_open[_written].Tag);
        }
    }

    /// <summary>Closes all elements at the end of a line; they continue in the next one.</summary>
    public void EndLine() => Close(downTo: 0);

    private void End(int index)
    {
        if (index >= 0)
        {
            Close(index);
            _open.RemoveAt(index);
        }
    }

    private void Close(int downTo)
    {
        for (; _written > downTo; _written--)
        {
            var mark = _open[_written - 1];
            html.Append(mark.Tag.Length > 0 ? $"</{mark.Name}>" : "");
        }
    }

    private string TagOf(string name, HtmlPiece tag)
    {
        var attributes = HtmlBlockAttributes.Of(tag);
        return name switch
        {
            "a" when HtmlLink.Of(tag.Attribute("href"), home) is { } address =>
                $"<a href=\"{Quoted(address)}\" rel=\"nofollow noopener noreferrer\">",
            "a" => "",
            "span" when attributes is { Language: null, Direction: null } => "",
            _ => $"<{name}{attributes.LanguagePart}{(attributes.Direction is { } direction ? $" dir=\"{direction}\"" : "")}>",
        };
    }

    private static string Quoted(string address) =>
        address.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>An open inline element.</summary>
    /// <param name="Name">Name of the element.</param>
    /// <param name="Tag">Its start tag; "" when it is not written.</param>
    private readonly record struct Mark(string Name, string Tag);
}
