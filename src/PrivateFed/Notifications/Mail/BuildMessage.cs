using MimeKit;
using MimeKit.Utils;
using PrivateFed.Houses;
using PrivateFed.Media;

namespace PrivateFed.Notifications.Mail;

/// <summary>Builds the MIME message of an email: text and HTML, its pictures inside, and headers that contain only what we wrote.</summary>
public sealed class BuildMessage(CurrentHouse house, MakeEmailPicture makePicture, TimeProvider clock)
{
    public async Task<MimeMessage> BuildAsync(
        EmailText text, Guid id, string houseName, string from, string toName, string toAddress, CancellationToken cancellation)
    {
        var domain = house.Addresses.Domain.Split(':')[0];
        var message = new MimeMessage
        {
            MessageId = $"{id:N}@{domain}",
            Date = clock.GetUtcNow(),
            Subject = OneLine.OfSentence(text.Subject),
        };
        message.From.Add(new MailboxAddress(OneLine.Of(houseName), from));
        message.To.Add(new MailboxAddress(OneLine.Of(toName), toAddress));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (text.UnsubscribeLink is { } stop)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop.Url}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        message.Body = await BuildBodyAsync(text, domain, cancellation);
        return message;
    }

    private async Task<MimeEntity> BuildBodyAsync(EmailText text, string domain, CancellationToken cancellation)
    {
        var pictures = new Dictionary<Guid, byte[]>();
        foreach (var id in text.Parts.SelectMany(part => part.Pictures).Select(picture => picture.PhotoId).Distinct())
        {
            // A photo that has been deleted, or whose file is broken, costs the email only that picture.
            if (await makePicture.MakeAsync(id, cancellation) is { } picture)
            {
                pictures[id] = picture;
            }
        }
        var available = text with
        {
            Parts =
            [
                .. text.Parts.Select(part =>
                    part with { Pictures = [.. part.Pictures.Where(picture => pictures.ContainsKey(picture.PhotoId))] }),
            ],
        };
        var body = new BodyBuilder { TextBody = available.ToText(), HtmlBody = available.ToHtml(domain) };
        foreach (var picture in available.Parts.SelectMany(part => part.Pictures))
        {
            var attached = body.LinkedResources.Add("photo.jpg", pictures[picture.PhotoId], new ContentType("image", "jpeg"));
            attached.ContentId = picture.ContentId(domain);
        }
        return body.ToMessageBody();
    }
}
