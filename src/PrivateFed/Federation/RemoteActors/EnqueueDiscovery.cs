using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>The sweep step for servers: finds those that are to be asked what they run.</summary>
public static class EnqueueDiscovery
{
    /// <summary>The servers to ask: those with an accepted follower or a follow request.</summary>
    public static IQueryable<RemoteHost> Wanted(HouseDb db) => db.RemoteHosts.Where(host => db.Follows.Any(
        follow => follow.RemoteActor.HostId == host.Id && (follow.State == FollowState.Accepted || follow.State == FollowState.Requested)));

    /// <summary>
    /// Reserves the server for one job. The next attempt is scheduled before this one is made, so that a failure is retried in six hours.
    /// </summary>
    /// <returns>False when another process was quicker.</returns>
    public static async Task<bool> TakeAsync(HouseDb db, Guid hostId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.RemoteHosts.Where(host => host.Id == hostId && (host.DiscoveryDueAt == null || host.DiscoveryDueAt <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.DiscoveryDueAt, now + DiscoverHost.RetryInterval), cancellation) == 1;

    /// <summary>Step of the sweep. Enqueues a job for each server that is due.</summary>
    /// <returns>When the next server is due.</returns>
    public static async Task<DateTimeOffset> DueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var wanted = await Wanted(db).OrderBy(host => host.DiscoveryDueAt != null).ThenBy(host => host.DiscoveryDueAt)
            .Select(host => new { host.Id, DueAt = host.DiscoveryDueAt ?? SweepStep.Now }).Take(20).ToListAsync(cancellation);
        foreach (var host in wanted.Where(host => host.DueAt <= now))
        {
            if (await TakeAsync(db, host.Id, now, cancellation))
            {
                jobs.Enqueue<DiscoverHost>(job => job.DiscoverAsync(host.Id, CancellationToken.None));
            }
        }
        return wanted.Select(host => host.DueAt).FirstOrDefault(SweepStep.Never);
    }
}
