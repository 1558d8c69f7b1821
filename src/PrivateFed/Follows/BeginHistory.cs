using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
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
        var follows = await db.Follows.Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Accepted).ToListAsync(cancellation);
        if (follows.Count == 0)
        {
            return new Refusal("Nobody of that name is a follower.");
        }
        await StopAsync(db, remoteActorId, cancellation);
        if (wanted != OlderPosts.None)
        {
            foreach (var follow in follows)
            {
                await BeginAsync(follow, wanted, cancellation);
            }
            await db.SaveChangesAsync(cancellation);
            signal.Set();
        }
        return await LeftAsync(db, remoteActorId, cancellation);
    }

    /// <summary>
    /// Stops sending older posts to a follower. Executed at once, not with the caller's changes, so that a job that is running now fails to
    /// save.
    /// </summary>
    public static Task StopAsync(HouseDb db, Guid remoteActorId, CancellationToken cancellation) =>
        db.Histories.Where(history => history.Follow.RemoteActorId == remoteActorId).ExecuteDeleteAsync(cancellation);

    /// <summary>How many older posts will still be sent to a follower.</summary>
    public static async Task<int> LeftAsync(HouseDb db, Guid remoteActorId, CancellationToken cancellation)
    {
        var remaining = 0;
        foreach (var history in await db.Histories.AsNoTracking().Include(history => history.Follow)
            .Where(history => history.Follow.RemoteActorId == remoteActorId).ToListAsync(cancellation))
        {
            remaining += await Left(db, history).CountAsync(cancellation);
        }
        return remaining;
    }

    /// <summary>The posts that are still to be sent, as far as the gate allows them now.</summary>
    public static IQueryable<Post> Left(HouseDb db, History history) =>
        VisibleBefore(db, history.Follow)
            .Where(post => post.PublishedAt >= history.SentAt && (post.PublishedAt > history.SentAt || post.Id > history.SentId));

    private async Task BeginAsync(Follow follow, OlderPosts wanted, CancellationToken cancellation)
    {
        var omitted = wanted == OlderPosts.All
            ? null
            : await VisibleBefore(db, follow).NewestFirst(before: null).Skip(LastTen)
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

    /// <summary>The author's posts from before the follow was accepted, as far as the follower may see them.</summary>
    private static IQueryable<Post> VisibleBefore(HouseDb db, Follow follow) =>
        db.VisiblePosts(new Viewer.Remote(follow.RemoteActorId)).Where(post => post.Author.Actor.Id == follow.ActorId && post.PublishedAt < follow.DecidedAt);
}
