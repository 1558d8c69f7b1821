using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Deliveries;

/// <summary>Something that a server was to be told and did not take.</summary>
/// <param name="HostId">The server.</param>
/// <param name="Type">Of the activity: "Create" says that something is new, "Update" that it changed, "Delete" that it is gone.</param>
/// <param name="PostId">The post of which it tells; null where it tells of none.</param>
/// <param name="CommentId">The comment of which it tells, and not of the post over it.</param>
/// <param name="Why">As it was noted.</param>
public sealed record RefusedActivity(Guid HostId, string Type, Guid? PostId, Guid? CommentId, string? Why)
{
    /// <summary>What it tells of; null for an answer, a new name and the like, and for what is forgotten.</summary>
    public RefusedWork? Work { get; init; }

    /// <summary>Whose new name, picture or keys it tells of; null for those of the house.</summary>
    public string? Actor { get; init; }
}

/// <summary>The post or comment of which a refused activity tells.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="Html">Its words; empty where it is deleted.</param>
public sealed record RefusedWork(string Author, DateTimeOffset PublishedAt, bool IsDeleted, string Html);

/// <summary>Names for the owner what servers refused, through the gate.</summary>
public static class ReadRefused
{
    /// <summary>Shown of each server.</summary>
    public const int Most = 20;

    /// <summary>The newest first; what went to several inboxes of a server, and was refused for the same reason, stands there once.</summary>
    public static async Task<ILookup<Guid, RefusedActivity>> ByAsync(
        HouseDb db, Viewer.Local owner, IReadOnlyCollection<Guid> hostIds, DateTimeOffset now, CancellationToken cancellation)
    {
        var givenUp = DeliveryStatus.GivenUp(db, now);
        var newest = await db.RemoteHosts.AsNoTracking().Where(host => hostIds.Contains(host.Id))
            .SelectMany(host => givenUp.Where(delivery => delivery.HostId == host.Id)
                .OrderByDescending(delivery => delivery.GivenUpAt).ThenByDescending(delivery => delivery.Id).Take(Most))
            .Select(delivery => new
            {
                Told = new RefusedActivity(delivery.HostId, delivery.Activity.Type, delivery.Activity.PostId, delivery.Activity.CommentId, delivery.LastError)
                {
                    Actor = db.Members.Where(member => member.Actor.Id == delivery.Activity.ActorId).Select(member => member.Name).FirstOrDefault(),
                },
                delivery.GivenUpAt,
                delivery.Id,
            })
            .ToListAsync(cancellation);
        var told = newest.OrderByDescending(one => one.GivenUpAt).ThenByDescending(one => one.Id).Select(one => one.Told).Distinct().ToList();
        var works = await WorksAsync(db, owner, told, cancellation);
        return told.Select(one => one with { Work = (one.CommentId ?? one.PostId) is { } id ? works.GetValueOrDefault(id) : null }).ToLookup(one => one.HostId);
    }

    private static async Task<Dictionary<Guid, RefusedWork>> WorksAsync(
        HouseDb db, Viewer.Local owner, List<RefusedActivity> told, CancellationToken cancellation)
    {
        var postIds = told.Where(one => one.CommentId is null).Select(one => one.PostId).OfType<Guid>().Distinct().ToList();
        var commentIds = told.Select(one => one.CommentId).OfType<Guid>().Distinct().ToList();
        var posts = await db.PostsMeantFor(owner).AsNoTracking().Where(post => postIds.Contains(post.Id))
            .Select(post => new { post.Id, post.Author.Name, post.PublishedAt, IsDeleted = post.DeletedAt != null, post.Html }).ToListAsync(cancellation);
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
