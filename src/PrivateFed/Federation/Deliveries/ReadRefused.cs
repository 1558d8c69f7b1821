using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Deliveries;

/// <summary>An activity that a host did not accept.</summary>
/// <param name="Type">Of the activity: "Create", "Update" or "Delete".</param>
/// <param name="PostId">The post that it is about; null for none.</param>
/// <param name="CommentId">The comment that it is about, if it is not about the post itself.</param>
/// <param name="Why">The recorded error.</param>
public sealed record RefusedActivity(Guid HostId, string Type, Guid? PostId, Guid? CommentId, string? Why)
{
    /// <summary>
    /// The post or comment; null for a response to a follow request, a changed profile and the like, and when it was deleted from the
    /// database.
    /// </summary>
    public RefusedWork? Work { get; init; }

    /// <summary>The member whose changed name, picture or keys the activity announces; null for the house itself.</summary>
    public string? Actor { get; init; }
}

/// <summary>The post or comment that a refused activity is about.</summary>
/// <param name="Author">The author's name.</param>
/// <param name="Html">The text; empty if it was deleted.</param>
public sealed record RefusedWork(string Author, DateTimeOffset PublishedAt, bool IsDeleted, string Html);

/// <summary>Lists for the owner what hosts refused, as far as the gate lets the owner see it.</summary>
public static class ReadRefused
{
    /// <summary>Maximum number per host.</summary>
    public const int MaxPerHost = 20;

    private static readonly TimeSpan GivenUpWindow = TimeSpan.FromDays(30);

    /// <summary>
    /// Deliveries that hosts recently refused or did not accept in time. Of those to people who have no access any more, only deletions
    /// and Rejects: the rest concerns nobody.
    /// </summary>
    public static IQueryable<Delivery> GivenUp(HouseDb db, DateTimeOffset now)
    {
        var followers = db.AcceptedFollowers();
        return db.Deliveries.Where(delivery => delivery.GivenUpAt > now - GivenUpWindow
            && delivery.LastError != Delivery.Cancelled && delivery.LastError != Delivery.AwaitsReapproval
            && (delivery.Activity.Type == "Delete" || delivery.Activity.Type == "Reject"
                || followers.Any(person => person.HostId == delivery.HostId
                    && (person.Inbox == delivery.Inbox || person.SharedInbox == delivery.Inbox))));
    }

    /// <summary>Newest first. An activity that several inboxes of a host refused for the same reason appears once.</summary>
    public static async Task<ILookup<Guid, RefusedActivity>> ListAsync(
        HouseDb db, Viewer.Local owner, IReadOnlyCollection<Guid> hostIds, DateTimeOffset now, CancellationToken cancellation)
    {
        var givenUp = GivenUp(db, now);
        var newest = await db.RemoteHosts.AsNoTracking().Where(host => hostIds.Contains(host.Id))
            .SelectMany(host => givenUp.Where(delivery => delivery.HostId == host.Id)
                .OrderByDescending(delivery => delivery.GivenUpAt).ThenByDescending(delivery => delivery.Id).Take(MaxPerHost))
            .Select(delivery => new
            {
                Activity = new RefusedActivity(
                    delivery.HostId, delivery.Activity.Type, delivery.Activity.PostId, delivery.Activity.CommentId, delivery.LastError)
                {
                    Actor = db.Members.Where(member => member.Actor.Id == delivery.Activity.ActorId).Select(member => member.Name)
                        .FirstOrDefault(),
                },
                delivery.GivenUpAt,
                delivery.Id,
            })
            .ToListAsync(cancellation);
        var activities = newest.OrderByDescending(one => one.GivenUpAt).ThenByDescending(one => one.Id)
            .Select(one => one.Activity).Distinct().ToList();
        var works = await WorksAsync(db, owner, activities, cancellation);
        return activities.Select(one => one with { Work = (one.CommentId ?? one.PostId) is { } id ? works.GetValueOrDefault(id) : null })
            .ToLookup(one => one.HostId);
    }

    private static async Task<Dictionary<Guid, RefusedWork>> WorksAsync(
        HouseDb db, Viewer.Local owner, List<RefusedActivity> activities, CancellationToken cancellation)
    {
        var postIds = activities.Where(one => one.CommentId is null).Select(one => one.PostId).OfType<Guid>().Distinct().ToList();
        var commentIds = activities.Select(one => one.CommentId).OfType<Guid>().Distinct().ToList();
        var posts = await db.PostsMeantFor(owner).AsNoTracking().Where(post => postIds.Contains(post.Id))
            .Select(post => new { post.Id, post.Author.Name, post.PublishedAt, IsDeleted = post.DeletedAt != null, post.Html })
            .ToListAsync(cancellation);
        var comments = await db.CommentsMeantFor(owner).AsNoTracking().Where(comment => commentIds.Contains(comment.Id))
            .Select(comment => new
            {
                comment.Id,
                comment.Member!.Name,
                comment.PublishedAt,
                IsDeleted = comment.DeletedAt != null || comment.Post.DeletedAt != null,
                comment.Html,
            })
            .ToListAsync(cancellation);
        return posts.Concat(comments)
            .ToDictionary(one => one.Id, one => new RefusedWork(one.Name, one.PublishedAt, one.IsDeleted, one.IsDeleted ? "" : one.Html));
    }
}
