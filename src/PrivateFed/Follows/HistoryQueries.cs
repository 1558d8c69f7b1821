using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Which older posts followers are still to be sent.</summary>
public static class HistoryQueries
{
    /// <summary>How many older posts will still be sent to a follower.</summary>
    public static async Task<int> CountPostsLeftAsync(HouseDb db, Guid remoteActorId, CancellationToken cancellation)
    {
        var remaining = 0;
        foreach (var history in await db.Histories.AsNoTracking().Include(history => history.Follow)
            .Where(history => history.Follow.RemoteActorId == remoteActorId).ToListAsync(cancellation))
        {
            remaining += await PostsLeft(db, history).CountAsync(cancellation);
        }
        return remaining;
    }

    /// <summary>The posts that are still to be sent, as far as the gate allows them now.</summary>
    public static IQueryable<Post> PostsLeft(HouseDb db, History history) =>
        VisibleBefore(db, history.Follow)
            .Where(post => post.PublishedAt >= history.SentAt && (post.PublishedAt > history.SentAt || post.Id > history.SentId));

    /// <summary>The author's posts from before the follow was accepted, as far as the follower may see them.</summary>
    internal static IQueryable<Post> VisibleBefore(HouseDb db, Follow follow) =>
        db.VisiblePosts(new Viewer.Remote(follow.RemoteActorId))
            .Where(post => post.Author.Actor.Id == follow.ActorId && post.PublishedAt < follow.DecidedAt);
}
