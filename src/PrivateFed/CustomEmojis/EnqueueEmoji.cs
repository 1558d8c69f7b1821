using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.CustomEmojis;

/// <summary>The sweep step for custom emoji: finds those that are to be fetched.</summary>
public static class EnqueueEmoji
{
    /// <summary>Emoji to be fetched now or later, only those used by accepted followers.</summary>
    public static IQueryable<CustomEmoji> Waiting(
        HouseDb db) => db.CustomEmojis.Where(emoji => emoji.DueAt != null && emoji.Host.BlockedAt == null
        && emoji.BroughtBy.BlockedAt == null && emoji.BroughtBy.Follows.Any(follow => follow.State == FollowState.Accepted));

    /// <summary>Reserves an emoji for a job for ten minutes, after which another job may take it.</summary>
    public static Task PostponeAsync(HouseDb db, Guid id, DateTimeOffset now, CancellationToken cancellation) =>
        db.CustomEmojis.Where(emoji => emoji.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(emoji => emoji.DueAt, now + TimeSpan.FromMinutes(10)), cancellation);

    /// <summary>Step of the sweep. Enqueues a job for each emoji that is due.</summary>
    /// <returns>The next time at which something is due.</returns>
    public static async Task<DateTimeOffset> DueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db).OrderBy(emoji => emoji.DueAt)
            .Select(emoji => new { emoji.Id, emoji.DueAt }).Take(20).ToListAsync(cancellation);
        foreach (var emoji in waiting.Where(emoji => emoji.DueAt <= now))
        {
            await PostponeAsync(db, emoji.Id, now, cancellation);
            jobs.Enqueue<FetchEmoji>(job => job.FetchAsync(emoji.Id, CancellationToken.None));
        }
        return waiting.Select(emoji => emoji.DueAt).FirstOrDefault() ?? SweepStep.Never;
    }
}
