using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Posts;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Ends every media link of one server after one has leaked. The server is sent its posts and comments again with new links, so that its users still see
/// pictures. It keeps what it has fetched already.
/// </summary>
public sealed class RenewMediaLinks(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    /// <summary>
    /// The most posts, and the most comments, that are sent again, newest first: older ones are far down, and most servers keep what they fetched.
    /// </summary>
    public const int MostPosts = 200;

    /// <param name="remoteActorId">A follower on that server.</param>
    /// <returns>How many posts are sent again.</returns>
    public async Task<Result<int>> RenewForServerAsync(Guid remoteActorId, CancellationToken cancellation)
    {
        var host = await db.RemoteActors
            .Where(actor => actor.Id == remoteActorId && actor.Follows.Any(follow => follow.State == FollowState.Accepted))
            .Select(actor => actor.Host).SingleOrDefaultAsync(cancellation);
        if (host is null)
        {
            return new Refusal("There's no follower with that name.");
        }
        host.RenewMediaLinks();
        auditLog.Record(AuditAction.MediaLinksRenewed, (host.Id, host.Name));
        var posts = await db.VisiblePosts(new Viewer.Host(host.Id))
            .Where(post => post.Photos.Count > 0 && db.Deliveries.Any(delivery => delivery.HostId == host.Id && delivery.DeliveredAt != null
                && delivery.Activity.PostId == post.Id && delivery.Activity.CommentId == null))
            .NewestFirst(before: null).Take(MostPosts)
            .Include(post => post.Author.Actor).Include(post => post.Circles).Include(post => post.Photos.OrderBy(photo => photo.Position))
            .AsSplitQuery()
            .ToListAsync(cancellation);
        foreach (var post in posts)
        {
            await FederatePost.StageRenewedLinksAsync(db, post, host.Id, house.Addresses, clock.GetUtcNow(), cancellation);
        }
        foreach (var comment in await CommentsAsync(host.Id, cancellation))
        {
            await FederateComment.StageRenewedLinkAsync(db, comment, host.Id, house.Addresses, clock.GetUtcNow(), cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return posts.Count;
    }

    /// <summary>The comments with a photo that the server has.</summary>
    private Task<List<Comment>> CommentsAsync(Guid hostId, CancellationToken cancellation) =>
        db.VisibleComments(new Viewer.Host(hostId))
            .Where(comment => comment.Photo != null && db.Deliveries.Any(delivery => delivery.HostId == hostId
                && delivery.DeliveredAt != null && delivery.Activity.CommentId == comment.Id))
            .OrderByDescending(comment => comment.PublishedAt).Take(MostPosts)
            .WithThread().AsSplitQuery().ToListAsync(cancellation);
}
