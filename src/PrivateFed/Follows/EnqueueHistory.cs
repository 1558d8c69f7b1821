using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>The sweep step for older posts: finds the followers whose next one is due.</summary>
public static class EnqueueHistory
{
    /// <summary>Histories to continue when they are due. While a host is failing, nothing is added to its pending deliveries.</summary>
    public static IQueryable<History> Waiting(
        HouseDb db) => db.Histories.Where(history => history.Follow.RemoteActor.Host.FailingSince == null);

    /// <summary>Reserves the next post for one job until the pause is over.</summary>
    /// <returns>False when another process was quicker.</returns>
    public static async Task<bool> TakeAsync(HouseDb db, Guid followId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.Histories.Where(history => history.FollowId == followId && history.NextAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(history => history.NextAt, now + History.Pause), cancellation) == 1;

    /// <summary>Step of the sweep. Enqueues a job for each follower whose next older post is due.</summary>
    /// <returns>When the next post is due.</returns>
    public static async Task<DateTimeOffset> DueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db).Select(history => new { history.FollowId, history.NextAt }).ToListAsync(cancellation);
        foreach (var history in waiting.Where(history => history.NextAt <= now))
        {
            if (await TakeAsync(db, history.FollowId, now, cancellation))
            {
                jobs.Enqueue<SendHistory>(job => job.NextAsync(history.FollowId, CancellationToken.None));
            }
        }
        return waiting.Select(history => history.NextAt).DefaultIfEmpty(SweepStep.Never).Min();
    }
}
