using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>Which followers a post is sent to, and under which name and at which door.</summary>
public static class Readers
{
    /// <summary>The author's followers; for a post to circles those of them who are in one.</summary>
    public static Task<List<RemoteActor>> OfAsync(HouseDb db, Post post, CancellationToken cancellation)
    {
        var followers = db.Follows
            .Where(follow => follow.ActorId == post.Author.Actor.Id && follow.State == FollowState.Accepted).Select(follow => follow.RemoteActor);
        if (post.Audience == Audience.Circles)
        {
            var circleIds = post.Circles.Select(circle => circle.Id).ToList();
            followers = followers.Where(follower =>
                db.Circles.Any(circle => circleIds.Contains(circle.Id) && circle.Followers.Any(other => other.Id == follower.Id)));
        }
        return followers.AsNoTracking().ToListAsync(cancellation);
    }

    /// <summary>
    /// Whom the Note is addressed to. The followers collection makes it "followers only" for Mastodon; a circle names each person instead,
    /// so that no server shows it to other followers.
    /// </summary>
    public static IReadOnlyList<string> Named(Post post, IEnumerable<RemoteActor> readers, string followers) =>
        post.Audience == Audience.Everyone ? [followers] : [.. readers.Select(reader => reader.Uri).Order(StringComparer.Ordinal)];

    /// <summary><see cref="Named"/> as of now; a post to everyone needs no look at its readers.</summary>
    public static async Task<IReadOnlyList<string>> NamedAsync(HouseDb db, Post post, string followers, CancellationToken cancellation) =>
        Named(post, post.Audience == Audience.Everyone ? [] : await OfAsync(db, post, cancellation), followers);

    /// <summary>One shared inbox for each server that has one; for circles everybody's own, since a shared inbox is for all followers.</summary>
    public static IEnumerable<Recipient> Inboxes(Post post, IEnumerable<RemoteActor> readers) => readers
        .Select(reader => new Recipient(reader.HostId, post.Audience == Audience.Everyone ? reader.SharedInbox ?? reader.Inbox : reader.Inbox))
        .Distinct();
}
