using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Posts;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>Finds the followers that a post is sent to, and their inboxes.</summary>
public static class Readers
{
    /// <summary>The author's followers, with their hosts; for a post to circles only those in one of them.</summary>
    public static Task<List<RemoteActor>> FindAsync(HouseDb db, Post post, CancellationToken cancellation)
    {
        var authorId = post.Author.Actor.Id;
        var followers = db.RemoteActors
            .Where(actor => actor.Follows.Any(follow => follow.ActorId == authorId && follow.State == FollowState.Accepted));
        if (post.Audience == Audience.Circles)
        {
            var circleIds = post.Circles.Select(circle => circle.Id).ToList();
            followers = followers.Where(follower =>
                db.Circles.Any(circle => circleIds.Contains(circle.Id) && circle.Followers.Any(other => other.Id == follower.Id)));
        }
        return followers.Include(follower => follower.Host).AsNoTracking().ToListAsync(cancellation);
    }

    /// <summary>The address of a post as one server sees it now. A post to everyone needs no query for its readers.</summary>
    public static async Task<PostAddress> AddressAsync(
        HouseDb db, Post post, Guid hostId, string followers, CancellationToken cancellation) => PostAddress.For(
        post,
        post.Audience == Audience.Everyone ? [] : [.. (await FindAsync(db, post, cancellation)).Where(reader => reader.HostId == hostId)],
        followers);

    /// <summary>
    /// One shared inbox for each server that has one. A post to circles goes to personal inboxes, since a shared
    /// inbox is for all followers.
    /// </summary>
    public static IEnumerable<Recipient> Inboxes(Post post, IEnumerable<RemoteActor> readers) => readers
        .Select(reader => new Recipient(reader.HostId, post.Audience == Audience.Everyone ? reader.SharedInbox ?? reader.Inbox
            : reader.Inbox))
        .Distinct();
}
