using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using PrivateFed.Search;

namespace PrivateFed.Web;

/// <summary>An excerpt with what was looked for marked, and no blank that does not stand in it.</summary>
public sealed class MarkedText(IReadOnlyList<ExcerptPiece> excerpt) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var piece in excerpt)
        {
            writer.Write(piece.IsMarked ? "<mark>" : "");
            encoder.Encode(writer, piece.Text);
            writer.Write(piece.IsMarked ? "</mark>" : "");
        }
    }
}
