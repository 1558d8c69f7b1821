using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace PrivateFed.Web;

/// <summary>A QR code of a link: inline SVG, without script, and sharp on paper.</summary>
internal static class QrPicture
{
    /// <param name="text">The link.</param>
    /// <param name="label">Label for screen readers.</param>
    public static IHtmlContent Of(string text, string label)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }
        // The matrix includes its quiet zone. It stays white in dark mode, too, or no camera could read it.
        return new HtmlContentBuilder()
            .AppendHtml("<svg class=\"qr\" role=\"img\" aria-label=\"").Append(label)
            .AppendHtml(string.Create(CultureInfo.InvariantCulture,
                $"\" viewBox=\"0 0 {rows.Count} {rows.Count}\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"{path}\"/></svg>"));
    }
}
