using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using PrivateFed.Search;

namespace PrivateFed.Web;

/// <summary>Renders a search excerpt with the matches marked, without adding white space.</summary>
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
