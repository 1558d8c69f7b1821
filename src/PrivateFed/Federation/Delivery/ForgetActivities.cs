using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Delivery;

/// <summary>
/// Forgets, 30 days after they were made, activities of which nothing is owed any more. Those of a post that lives stay with it: they know
/// who has a copy and must be told when it is deleted.
/// </summary>
public static class ForgetActivities
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Together = 500;

    public static async Task OldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        await ForgetAsync(db.Activities.Where(activity => activity.PostId == null));
        await ForgetAsync(db.Activities.Where(activity => db.Posts.Any(post => post.Id == activity.PostId && post.DeletedAt != null)));

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
}
