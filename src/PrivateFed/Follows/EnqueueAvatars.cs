using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>The sweep step for pictures of followers: finds those that are to be fetched.</summary>
public static class EnqueueAvatars
{
    /// <summary>Actors whose picture is to be fetched, now or later.</summary>
    public static IQueryable<RemoteActor> Waiting(HouseDb db) => db.RemoteActors.Where(actor => actor.PictureDueAt != null
        && actor.Follows.Any(follow => follow.State == FollowState.Requested || follow.State == FollowState.Accepted));

    /// <summary>Reserves the picture for one job: it is due for another one after ten minutes.</summary>
    public static Task PostponeAsync(HouseDb db, Guid remoteActorId, DateTimeOffset now, CancellationToken cancellation) =>
        db.RemoteActors.Where(actor => actor.Id == remoteActorId)
            .ExecuteUpdateAsync(set => set.SetProperty(actor => actor.PictureDueAt, now + TimeSpan.FromMinutes(10)), cancellation);

    /// <summary>Step of the sweep. Enqueues a job for each picture that is due.</summary>
    /// <returns>When the next picture is due.</returns>
    public static async Task<DateTimeOffset> DueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db)
            .OrderBy(actor => actor.PictureDueAt).Select(actor => new { actor.Id, actor.PictureDueAt }).Take(20).ToListAsync(cancellation);
        foreach (var actor in waiting.Where(actor => actor.PictureDueAt <= now))
        {
            await PostponeAsync(db, actor.Id, now, cancellation);
            jobs.Enqueue<FetchAvatar>(job => job.FetchAsync(actor.Id, CancellationToken.None));
        }
        return waiting.Select(actor => actor.PictureDueAt).FirstOrDefault() ?? SweepStep.Never;
    }
}
