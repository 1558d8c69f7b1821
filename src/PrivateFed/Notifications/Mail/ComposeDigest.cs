using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Audiences;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>
/// Composes a digest of news: only what its reader may see at this moment, and no more detail than the owner allows in emails
/// (<see cref="EmailContent"/>).
/// </summary>
public sealed class ComposeDigest(HouseDb db, CurrentHouse house, Unsubscribe unsubscribe, IStringLocalizer<Texts> texts)
{
    private const int MaxNews = 30;
    private const int MaxPictures = 12;
    private const int MaxPicturesPerPost = 3;
    private const int OpeningLength = 280;

    public async Task<EmailText?> ComposeAsync(Email email, EmailContent show, CancellationToken cancellation)
    {
        var memberId = email.MemberId!.Value;
        if (await ReadNews.ViewerAsync(db, memberId, cancellation) is not { } reader
            || await db.MailPreferences.AsNoTracking().Include(preferences => preferences.Member).SingleOrDefaultAsync(
                preferences => preferences.MemberId == memberId && preferences.Address == email.Address
                    && preferences.Rhythm != Rhythm.Never,
                cancellation) is not { } preferences)
        {
            return null;
        }
        var news = await db.VisibleNews(reader).Where(one => one.EmailId == email.Id).OrderBy(one => one.At).Shown()
            .ToListAsync(cancellation);
        if (news.Count == 0)
        {
            return null;
        }
        var pictures = show == EmailContent.Pictures ? await PicturesAsync(reader, news, cancellation)
            : Enumerable.Empty<(Guid, EmailPicture)>().ToLookup(_ => Guid.Empty, _ => (EmailPicture)null!);
        var parts = news.Take(MaxNews)
            .Select(one => Part(one, memberId, show, preferences, one.Kind == NewsKind.Post ? [.. pictures[one.PostId!.Value]] : []))
            .ToList();
        if (news.Count > MaxNews)
        {
            parts.Add(new EmailPart(texts["There's more:"], Link(texts["See everything"], "/news")));
        }
        var houseName = (await house.FindAsync(cancellation))!.Name;
        return new EmailText(
            CultureInfo.CurrentUICulture.Name, Subject(news, memberId, houseName), texts["Hello {0}", preferences.Member.Name], parts,
            texts["You're getting this email because you asked {0} for it.", houseName],
            new EmailLink(texts["No more emails"], house.Addresses.LinkRoot() + unsubscribe.Path(memberId, email.Address)));
    }

    private string Subject(List<ShownNews> news, Guid memberId, string houseName) =>
        news.Count == 1 ? texts.Sentence(news[0], memberId) : texts["News from {0}", houseName];

    private EmailPart Part(ShownNews news, Guid memberId, EmailContent show, MailPreferences preferences, EmailPicture[] pictures)
    {
        var at = TimeZoneInfo.ConvertTime(news.At, preferences.ReadersZone());
        List<string> lines = [$"{at.ToString("dddd", CultureInfo.CurrentCulture)}, {at.ToString("t", CultureInfo.CurrentCulture)}"];
        if (show != EmailContent.Names && news.Opening(OpeningLength) is { Length: > 0 } opening)
        {
            lines.Add(opening);
        }
        if (news.Photos > pictures.Length)
        {
            lines.Add(texts.Count(news.Photos, "1 photo", "{0} photos"));
        }
        return new EmailPart(texts.Sentence(news, memberId), Link(texts["Read it"], news.Path()))
        {
            Lines = lines,
            Pictures = pictures,
        };
    }

    /// <summary>Through the sign-in page, which leads on to the page at once or after signing in.</summary>
    private EmailLink Link(string words, string path) => new(words, $"{house.Addresses.LinkRoot()}sign-in?to={Uri.EscapeDataString(path)}");

    private async Task<ILookup<Guid, EmailPicture>> PicturesAsync(Viewer.Local reader, List<ShownNews> news, CancellationToken cancellation)
    {
        var posts = news.Where(one => one.Kind == NewsKind.Post).Take(MaxNews).Select(one => one.PostId).ToList();
        var photos = await db.VisiblePhotos(reader).AsNoTracking()
            .Where(photo => posts.Contains(photo.PostId) && photo.Position < MaxPicturesPerPost)
            .OrderBy(photo => photo.UploadedAt).ThenBy(photo => photo.Position).Take(MaxPictures).ToListAsync(cancellation);
        return photos.ToLookup(photo => photo.PostId!.Value, photo => new EmailPicture(photo.Id, photo.Description));
    }
}
