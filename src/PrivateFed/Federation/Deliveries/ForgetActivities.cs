using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Deliveries;

/// <summary>
/// Forgets, 30 days after they were made, activities of which nothing is owed any more. Those of what lives stay with it, since they know who
/// has a copy and must be told when it is deleted; their words, which an edit or a deletion may have taken back, do not.
/// </summary>
public static class ForgetActivities
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Together = 500;

    /// <summary>
    /// The words that were told of a post, or of a comment, are not its words any more: those that nobody is owed are forgotten. Tracks the
    /// changes; the caller saves, and removes what must not be sent before.
    /// </summary>
    public static async Task WordsAsync(HouseDb db, Guid postId, Guid? commentId, CancellationToken cancellation)
    {
        var told = await db.Activities.Include(activity => activity.Deliveries)
            .Where(activity => activity.PostId == postId && activity.CommentId == commentId && activity.Type != "Delete" && activity.Document != Activity.Forgotten)
            .ToListAsync(cancellation);
        foreach (var activity in told.Where(activity => activity.Deliveries.TrueForAll(delivery =>
            delivery.DeliveredAt is not null || delivery.GivenUpAt is not null || db.Entry(delivery).State == EntityState.Deleted)))
        {
            activity.Document = Activity.Forgotten;
        }
    }

    public static async Task OldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        await ForgetAsync(db.Activities.Where(activity => activity.PostId == null));
        await ForgetAsync(db.Activities.Where(activity => db.Posts.Any(post => post.Id == activity.PostId && post.DeletedAt != null)));
        await ForgetAsync(db.Activities.Where(activity => db.Comments.Any(comment => comment.Id == activity.CommentId && comment.DeletedAt != null)));
        await ForgetWordsAsync(db, cancellation);

        async Task ForgetAsync(IQueryable<Activity> ofThese)
        {
            var old = ofThese.Where(activity => activity.CreatedAt < now - Kept
                && !activity.Deliveries.Any(delivery => delivery.DeliveredAt == null && delivery.GivenUpAt == null));
            while (await old.OrderBy(activity => activity.Id).Select(activity => activity.Id).Take(Together).ToListAsync(cancellation) is { Count: > 0 } ids)
            {
                // Their deliveries go with them.
                await db.Activities.Where(activity => ids.Contains(activity.Id)).ExecuteDeleteAsync(cancellation);
            }
        }
    }

    /// <summary>What was edited or deleted while it was still owed somewhere is forgotten here, once it is not.</summary>
    private static async Task ForgetWordsAsync(HouseDb db, CancellationToken cancellation)
    {
        var settled = db.Activities.Where(activity => activity.PostId != null && activity.Document != Activity.Forgotten
            && !activity.Deliveries.Any(delivery => delivery.DeliveredAt == null && delivery.GivenUpAt == null));
        while (await settled.OrderBy(activity => activity.Id).Select(activity => activity.Id).Take(Together).ToListAsync(cancellation) is { Count: > 0 } ids)
        {
            await db.Activities.Where(activity => ids.Contains(activity.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(activity => activity.Document, Activity.Forgotten), cancellation);
        }
    }
}
