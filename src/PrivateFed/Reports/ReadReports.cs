using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Reports;

/// <summary>A report as the owner reads it.</summary>
/// <param name="Host">The server that sent it.</param>
/// <param name="Sender">The person there; null if the server itself sent it.</param>
/// <param name="Text">In their words; may be empty.</param>
/// <param name="SeenAt">When an owner marked it as seen.</param>
/// <param name="About">The member whom it names.</param>
public sealed record ShownReport(Guid Id, string Host, string? Sender, string Text, DateTimeOffset ReceivedAt, DateTimeOffset? SeenAt,
    string? About)
{
    public required List<ReportedPost> Posts { get; init; }
}

/// <summary>A post that a report names.</summary>
public sealed record ReportedPost(Guid Id, string Author, DateTimeOffset PublishedAt, bool IsDeleted);

/// <summary>Reads reports for the owner, and marks them as seen.</summary>
public static class ReadReports
{
    /// <summary>How long a report is kept after the owner has seen it.</summary>
    public static readonly TimeSpan KeptAfterSeen = TimeSpan.FromDays(30);

    public static Task<bool> AreNewAsync(HouseDb db, CancellationToken cancellation) =>
        db.Reports.AnyAsync(report => report.SeenAt == null, cancellation);

    /// <summary>Unseen ones first, newest first within each group.</summary>
    public static async Task<List<ShownReport>> AllAsync(HouseDb db, CancellationToken cancellation)
    {
        var reports = await db.Reports.AsNoTracking().Include(report => report.RemoteActor.Host).Include(report => report.Posts)
            .ThenInclude(post => post.Author)
            .OrderBy(report => report.SeenAt != null).ThenByDescending(report => report.ReceivedAt).ToListAsync(cancellation);
        var names = await db.Members.Select(member => new { member.Actor.Id, member.Name })
            .ToDictionaryAsync(member => member.Id, member => member.Name, cancellation);
        return [.. reports.Select(report => new ShownReport(
            report.Id,
            report.RemoteActor.Host.Name,
            report.RemoteActor.IsInstanceActor(report.RemoteActor.Host) ? null : report.RemoteActor.Name,
            report.Text,
            report.ReceivedAt,
            report.SeenAt,
            report.ActorId is { } actorId ? names[actorId] : null)
        {
            Posts = [.. report.Posts.OrderBy(post => post.PublishedAt)
                .Select(post => new ReportedPost(post.Id, post.Author.Name, post.PublishedAt, post.DeletedAt is not null))],
        })];
    }

    /// <returns>0 if it was seen before.</returns>
    public static Task<int> MarkSeenAsync(HouseDb db, Guid id, DateTimeOffset now, CancellationToken cancellation) =>
        db.Reports.Where(report => report.Id == id && report.SeenAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.SeenAt, now), cancellation);

    public static Task DeleteSeenAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.Reports.Where(report => report.SeenAt < now - KeptAfterSeen).ExecuteDeleteAsync(cancellation);
}
