using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>The owner has older posts sent to a follower, or stops sending them.</summary>
public sealed class BeginHistory(HouseDb db, TimeProvider clock, SweepSignal signal)
{
    private const int LastTen = 10;

    /// <returns>How many posts will be sent.</returns>
    public async Task<Result<int>> BeginForFollowerAsync(Guid remoteActorId, OlderPosts wanted, CancellationToken cancellation)
    {
        var follows = await db.Follows.Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Accepted)
            .ToListAsync(cancellation);
        if (follows.Count == 0)
        {
            return new Refusal("There's no follower with that name.");
        }
        // At once: a job that is sending an older post at this moment then fails.
        await db.Histories.Where(history => history.Follow.RemoteActorId == remoteActorId).ExecuteDeleteAsync(cancellation);
        if (wanted != OlderPosts.None)
        {
            foreach (var follow in follows)
            {
                await BeginAsync(follow, wanted, cancellation);
            }
            await db.SaveChangesAsync(cancellation);
            signal.Set();
        }
        return await HistoryQueries.CountPostsLeftAsync(db, remoteActorId, cancellation);
    }

    private async Task BeginAsync(Follow follow, OlderPosts wanted, CancellationToken cancellation)
    {
        var omitted = wanted == OlderPosts.All
            ? null
            : await HistoryQueries.VisibleBefore(db, follow).NewestFirst(before: null).Skip(LastTen)
                .Select(post => new PostPlace(post.PublishedAt, post.Id))
                .FirstOrDefaultAsync(cancellation);
        db.Histories.Add(new History
        {
            FollowId = follow.Id,
            SentAt = omitted?.At ?? DateTimeOffset.UnixEpoch,
            SentId = omitted?.Id ?? Guid.Empty,
            NextAt = clock.GetUtcNow(),
        });
    }
}
