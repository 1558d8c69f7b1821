using MimeKit;
using MimeKit.Utils;
using NetVips;
using PrivateFed.Media;
using PrivateFed.Operations;

namespace PrivateFed.Notifications;

/// <summary>Makes of a letter's words the message that travels: text and HTML, its pictures inside, and an envelope with nothing in it but what we wrote.</summary>
public sealed class SealLetter(TheHouse house, PhotoFiles files, TimeProvider clock)
{
    private const int PictureEdge = 240;

    public MimeMessage Of(LetterText text, Guid id, string houseName, string from, string toName, string toAddress)
    {
        var domain = house.Addresses.Domain.Split(':')[0];
        var message = new MimeMessage { MessageId = $"{id:N}@{domain}", Date = clock.GetUtcNow(), Subject = OneLine.Of(text.Subject) };
        message.From.Add(new MailboxAddress(OneLine.Of(houseName), from));
        message.To.Add(new MailboxAddress(OneLine.Of(toName), toAddress));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (text.Stop is { } stop)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop.Url}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        message.Body = BodyOf(text, domain);
        return message;
    }

    private MimeEntity BodyOf(LetterText text, string domain)
    {
        var shown = text with { Parts = [.. text.Parts.Select(part => part with { Pictures = [.. part.Pictures.Where(picture => File.Exists(FileOf(picture)))] })] };
        var body = new BodyBuilder { TextBody = shown.ToText(), HtmlBody = shown.ToHtml(domain) };
        foreach (var picture in shown.Parts.SelectMany(part => part.Pictures))
        {
            var attached = body.LinkedResources.Add("photo.jpg", Small(FileOf(picture)), new ContentType("image", "jpeg"));
            attached.ContentId = picture.ContentId(domain);
        }
        return body.ToMessageBody();
    }

    private string FileOf(LetterPicture picture) => files.FileOf(picture.PhotoId, MakeRenditions.Small);

    /// <summary>JPEG, which every mail program shows.</summary>
    private static byte[] Small(string file)
    {
        using var picture = Image.NewFromFile(file);
        using var small = picture.ShrunkTo(PictureEdge);
        using var opaque = small.OnWhite();
        return opaque.JpegsaveBuffer(q: 75, optimizeCoding: true, keep: Enums.ForeignKeep.None);
    }

    // A name or a word of a post must not begin a header of its own.
}
