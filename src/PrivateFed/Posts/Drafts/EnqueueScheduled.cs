using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>The sweep step for scheduled drafts: finds those that are due.</summary>
public static class EnqueueScheduled
{
    /// <summary>All scheduled drafts, due now or later.</summary>
    public static IQueryable<Draft> Waiting(HouseDb db) => db.Drafts.Where(draft => draft.DueAt != null);

    /// <summary>Claims the draft for a job; no other process can before <see cref="PublishScheduled.RetryPause"/> has passed.</summary>
    /// <returns>False when another process claimed it first.</returns>
    public static async Task<bool> TakeAsync(HouseDb db, Guid draftId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.Drafts.Where(draft => draft.Id == draftId && draft.DueAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(draft => draft.DueAt, now + PublishScheduled.RetryPause), cancellation) == 1;

    /// <summary>Step of the sweep: enqueues a job for each draft that is due.</summary>
    /// <returns>When the next draft is due.</returns>
    public static async Task<DateTimeOffset> DueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db).Select(draft => new { draft.Id, draft.DueAt }).ToListAsync(cancellation);
        foreach (var draft in waiting.Where(draft => draft.DueAt <= now))
        {
            if (await TakeAsync(db, draft.Id, now, cancellation))
            {
                jobs.Enqueue<PublishScheduled>(job => job.PublishAsync(draft.Id, CancellationToken.None));
            }
        }
        return waiting.Select(draft => draft.DueAt <= now ? now + PublishScheduled.RetryPause : draft.DueAt!.Value)
            .DefaultIfEmpty(SweepStep.Never).Min();
    }
}
