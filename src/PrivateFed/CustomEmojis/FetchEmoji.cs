using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.CustomEmojis;

/// <summary>Hangfire job: fetches one custom emoji from its server and stores a small picture.</summary>
public sealed class FetchEmoji(HouseDb db, FetchDocument fetchDocument, Settings settings, TimeProvider clock)
{
    /// <summary>The size limit of one emoji in bytes; Mastodon allows half as many.</summary>
    public const int Largest = 512 * 1024;

    /// <summary>The most fetches from one server in 24 hours.</summary>
    public const int MostADay = 100;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Emoji to be fetched now or later, only those used by accepted followers.</summary>
    public static IQueryable<CustomEmoji> Waiting(HouseDb db) => db.CustomEmojis.Where(emoji => emoji.DueAt != null && emoji.Host.BlockedAt == null
        && emoji.BroughtBy.BlockedAt == null && emoji.BroughtBy.Follows.Any(follow => follow.State == FollowState.Accepted));

    /// <summary>Reserves an emoji for a job for ten minutes, after which another job may take it.</summary>
    public static Task PostponeAsync(HouseDb db, Guid id, DateTimeOffset now, CancellationToken cancellation) =>
        db.CustomEmojis.Where(emoji => emoji.Id == id).ExecuteUpdateAsync(set => set.SetProperty(emoji => emoji.DueAt, now + TimeSpan.FromMinutes(10)), cancellation);

    public async Task FetchAsync(Guid id, CancellationToken cancellation)
    {
        if (await Waiting(db).Include(emoji => emoji.Host).SingleOrDefaultAsync(emoji => emoji.Id == id, cancellation) is not { } emoji)
        {
            return;
        }
        var now = clock.GetUtcNow();
        if (await db.CustomEmojis.CountAsync(other => other.HostId == emoji.HostId && other.FetchedAt > now - Day, cancellation) >= MostADay)
        {
            emoji.DueAt = now + Day;
            await db.SaveChangesAsync(cancellation);
            return;
        }
        // Saved before the work, so that an emoji that ends the process is not tried again at once.
        (emoji.FetchedAt, emoji.DueAt) = (now, null);
        await db.SaveChangesAsync(cancellation);
        string[] hosts = Authority.Of(emoji.Url) is { } mediaHost ? [emoji.Host.Name, mediaHost] : [];
        if (await fetchDocument.PictureAsync(emoji.Url, hosts, Largest, cancellation) is { } picture
            && await MakeEmoji.MakeAsync(picture, settings, id, cancellation))
        {
            emoji.HasPicture = true;
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>Step of the sweep. Enqueues a job for each emoji that is due.</summary>
    /// <returns>The next time at which something is due.</returns>
    public static async Task<DateTimeOffset> EnqueueDueAsync(HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db).OrderBy(emoji => emoji.DueAt).Select(emoji => new { emoji.Id, emoji.DueAt }).Take(20).ToListAsync(cancellation);
        foreach (var emoji in waiting.Where(emoji => emoji.DueAt <= now))
        {
            await PostponeAsync(db, emoji.Id, now, cancellation);
            jobs.Enqueue<FetchEmoji>(job => job.FetchAsync(emoji.Id, CancellationToken.None));
        }
        return waiting.Select(emoji => emoji.DueAt).FirstOrDefault() ?? SweepStep.Never;
    }
}
