using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Deliveries;

/// <summary>
/// Deletes activities without pending deliveries 30 days after they were created. Activities of posts and comments that still exist are
/// kept with them, since they record who has a copy and must receive the Delete. Their documents are not kept: the text may have been
/// edited or deleted since.
/// </summary>
public static class ForgetSentActivities
{
    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(30);

    private const int BatchSize = 500;

    /// <summary>
    /// Forgets the documents of a post's or comment's activities after its text has changed, except those that are still to be delivered.
    /// Changes are tracked; the caller saves, and first removes the deliveries that must not be sent.
    /// </summary>
    public static async Task StageForgetWordsAsync(HouseDb db, Guid postId, Guid? commentId, CancellationToken cancellation)
    {
        var activities = await db.Activities.Include(activity => activity.Deliveries)
            .Where(activity => activity.PostId == postId && activity.CommentId == commentId && activity.Type != "Delete"
                && activity.Document != Activity.Forgotten)
            .ToListAsync(cancellation);
        foreach (var activity in activities.Where(activity => activity.Deliveries.TrueForAll(delivery =>
            delivery.DeliveredAt is not null || delivery.GivenUpAt is not null || db.Entry(delivery).State == EntityState.Deleted)))
        {
            activity.Document = Activity.Forgotten;
        }
    }

    public static async Task DeleteExpiredAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        await ForgetAsync(db.Activities.Where(activity => activity.PostId == null));
        await ForgetAsync(db.Activities.Where(activity => db.Posts.Any(post => post.Id == activity.PostId && post.DeletedAt != null)));
        await ForgetAsync(db.Activities
            .Where(activity => db.Comments.Any(comment => comment.Id == activity.CommentId && comment.DeletedAt != null)));
        await ForgetWordsAsync(db, cancellation);

        async Task ForgetAsync(IQueryable<Activity> activities)
        {
            var old = activities.Where(activity => activity.CreatedAt < now - RetentionPeriod
                && !activity.Deliveries.Any(delivery => delivery.DeliveredAt == null && delivery.GivenUpAt == null));
            while (await old.OrderBy(activity => activity.Id).Select(activity => activity.Id).Take(BatchSize)
                .ToListAsync(cancellation) is { Count: > 0 } ids)
            {
                // The deliveries are deleted with them (cascade).
                await db.Activities.Where(activity => ids.Contains(activity.Id)).ExecuteDeleteAsync(cancellation);
            }
        }
    }

    /// <summary>Forgets the documents of activities that are not to be delivered to anybody any more.</summary>
    private static async Task ForgetWordsAsync(HouseDb db, CancellationToken cancellation)
    {
        var settled = db.Activities.Where(activity => activity.PostId != null && activity.Document != Activity.Forgotten
            && !activity.Deliveries.Any(delivery => delivery.DeliveredAt == null && delivery.GivenUpAt == null));
        while (await settled.OrderBy(activity => activity.Id).Select(activity => activity.Id).Take(BatchSize)
            .ToListAsync(cancellation) is { Count: > 0 } ids)
        {
            await db.Activities.Where(activity => ids.Contains(activity.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(activity => activity.Document, Activity.Forgotten), cancellation);
        }
    }
}
