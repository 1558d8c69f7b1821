using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Jobs;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>The owner decides that a follower gets older posts too, or that no more of them are sent.</summary>
public sealed class BeginHistory(HouseDb db, TimeProvider clock, SweepSignal signal)
{
    private const int Few = 10;

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

    /// <summary>Sends no more older posts to somebody. Done at once, not with the caller's changes: a step that runs just now then fails.</summary>
    public static Task StopAsync(HouseDb db, Guid remoteActorId, CancellationToken cancellation) =>
        db.Histories.Where(history => history.Follow.RemoteActorId == remoteActorId).ExecuteDeleteAsync(cancellation);

    /// <summary>How many older posts somebody will still be sent.</summary>
    public static async Task<int> LeftAsync(HouseDb db, Guid remoteActorId, CancellationToken cancellation)
    {
        var left = 0;
        foreach (var history in await db.Histories.AsNoTracking().Include(history => history.Follow)
            .Where(history => history.Follow.RemoteActorId == remoteActorId).ToListAsync(cancellation))
        {
            left += await Left(db, history).CountAsync(cancellation);
        }
        return left;
    }

    /// <summary>What is still to be sent: as the gate stands now.</summary>
    public static IQueryable<Post> Left(HouseDb db, History history) =>
        Before(db, history.Follow).Where(post => post.PublishedAt >= history.SentAt && (post.PublishedAt > history.SentAt || post.Id > history.SentId));

    private async Task BeginAsync(Follow follow, OlderPosts wanted, CancellationToken cancellation)
    {
        var leftOut = wanted == OlderPosts.All
            ? null
            : await Before(db, follow).NewestFirst(before: null).Skip(Few).Select(post => new PostPlace(post.PublishedAt, post.Id)).FirstOrDefaultAsync(cancellation);
        db.Histories.Add(new History
        {
            FollowId = follow.Id,
            SentAt = leftOut?.At ?? DateTimeOffset.UnixEpoch,
            SentId = leftOut?.Id ?? Guid.Empty,
            NextAt = clock.GetUtcNow(),
        });
    }

    /// <summary>The author's posts from before the follower was let in, those only that they may see.</summary>
    private static IQueryable<Post> Before(HouseDb db, Follow follow) =>
        db.VisiblePosts(new Viewer.Remote(follow.RemoteActorId)).Where(post => post.Author.Actor.Id == follow.ActorId && post.PublishedAt < follow.DecidedAt);
}
