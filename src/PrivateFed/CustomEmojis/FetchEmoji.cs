using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Media;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.CustomEmojis;

/// <summary>Hangfire job: fetches one custom emoji from its server and stores a small picture.</summary>
public sealed class FetchEmoji(HouseDb db, FetchDocument fetchDocument, MediaStorage storage, TimeProvider clock)
{
    /// <summary>The size limit of one emoji in bytes; Mastodon allows half as many.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The most fetches from one server in 24 hours.</summary>
    public const int MaxPerDay = 100;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public async Task FetchAsync(Guid id, CancellationToken cancellation)
    {
        if (await EnqueueEmoji.Waiting(db).Include(emoji => emoji.Host)
            .SingleOrDefaultAsync(emoji => emoji.Id == id, cancellation) is not { } emoji)
        {
            return;
        }
        var now = clock.GetUtcNow();
        if (await db.CustomEmojis.CountAsync(other => other.HostId == emoji.HostId
            && other.FetchedAt > now - Day, cancellation) >= MaxPerDay)
        {
            emoji.DueAt = now + Day;
            await db.SaveChangesAsync(cancellation);
            return;
        }
        // Saved before the work, so that an emoji that ends the process is not tried again at once.
        (emoji.FetchedAt, emoji.DueAt) = (now, null);
        await db.SaveChangesAsync(cancellation);
        string[] hosts = Authority.Of(emoji.Url) is { } mediaHost ? [emoji.Host.Name, mediaHost] : [];
        if (await fetchDocument.PictureAsync(emoji.Url, hosts, MaxBytes, cancellation) is { } picture
            && await MakeEmoji.MakeAsync(picture, storage, id, cancellation))
        {
            emoji.HasPicture = true;
            await db.SaveChangesAsync(cancellation);
        }
    }
}
