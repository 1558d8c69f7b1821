using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using PrivateFed.Theme;

namespace PrivateFed.Notifications.Mail;

/// <summary>An email's contents, rendered as plain text and as HTML. The HTML loads nothing from any server when it is opened.</summary>
/// <param name="Language">A code, as in HTML's lang.</param>
/// <param name="UnsubscribeLink">The link that ends emails of this kind, and its text; null for emails that somebody asked for.</param>
public sealed record EmailText(string Language, string Subject, string Greeting, IReadOnlyList<EmailPart> Parts, string Footer,
    EmailLink? UnsubscribeLink = null)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string ToText()
    {
        var text = new StringBuilder().Append(OneLine.OfSentence(Greeting)).Append("\n\n");
        foreach (var part in Parts)
        {
            text.Append(OneLine.OfSentence(part.Sentence)).Append('\n');
            foreach (var line in part.Lines)
            {
                text.Append("  ").Append(line).Append('\n');
            }
            text.Append(part.Link is { } link ? $"{link.Url}\n\n" : "\n");
        }
        text.Append("-- \n").Append(Footer).Append('\n');
        return (UnsubscribeLink is { } stop ? text.Append(stop.Words).Append(": ").Append(stop.Url).Append('\n') : text).ToString();
    }

    public string ToHtml(string pictureDomain)
    {
        var html = new StringBuilder(
            $"<!doctype html><html lang=\"{Language}\"><head><meta charset=\"utf-8\"><title>{Encode(Subject)}</title></head>")
            .Append("<body style=\"margin:0;padding:24px;font:17px/1.55 Georgia,serif\"><div style=\"max-width:36em;margin:0 auto\">")
            .Append($"<p{Direction(Greeting)}>{Encode(Greeting)}</p>");
        foreach (var part in Parts)
        {
            AppendPart(html, part, pictureDomain);
        }
        html.Append($"<hr><p style=\"font-size:14px\">{Encode(Footer)}");
        return (UnsubscribeLink is { } stop ? html.Append($"<br><a href=\"{Encode(stop.Url)}\">{Encode(stop.Words)}</a>")
            : html).Append("</p></div></body></html>").ToString();
    }

    private static void AppendPart(StringBuilder html, EmailPart part, string pictureDomain)
    {
        html.Append($"<p style=\"margin:24px 0 0\"><b{Direction(part.Sentence)}>{Encode(part.Sentence)}</b>");
        foreach (var line in part.Lines)
        {
            html.Append($"<br>{(Direction(line) is { Length: > 0 } turned ? $"<bdi{turned}>{Encode(line)}</bdi>" : Encode(line))}");
        }
        html.Append("</p>");
        foreach (var picture in part.Pictures)
        {
            html.Append(
                $"<img src=\"cid:{picture.ContentId(pictureDomain)}\" alt=\"{Encode(picture.Description)}\" style=\"max-width:240px;border-radius:8px;margin:8px 8px 0 0\">");
        }
        if (part.Link is { } link)
        {
            html.Append(
                $"<p style=\"margin:8px 0 0\"><a style=\"color:#{Palette.LightAccent.Hex}\" href=\"{Encode(link.Url)}\">{Encode(link.Words)}</a></p>");
        }
    }

    private static string Direction(string words) => TextDirection.Mark(words) is { } direction ? $" dir=\"{direction}\"" : "";

    private static string Encode(string words) => Encoder.Encode(words);
}

/// <summary>A paragraph with its lines, link and pictures.</summary>
public sealed record EmailPart(string Sentence, EmailLink? Link = null)
{
    public IReadOnlyList<string> Lines { get; init; } = [];

    public IReadOnlyList<EmailPicture> Pictures { get; init; } = [];
}

public sealed record EmailLink(string Words, string Url);

/// <summary>A small picture embedded in the email.</summary>
public sealed record EmailPicture(Guid PhotoId, string Description)
{
    public string ContentId(string domain) => $"{PhotoId:N}@{domain}";
}
