using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>
/// Looks every second, and whenever somebody rings, for what is due, and gives it to Hangfire. Since rows are the truth, it does not
/// matter who wrote them (a page, the command line, another process) nor which jobs were lost.
/// </summary>
public sealed class Sweep(IServiceScopeFactory scopes, IBackgroundJobClient jobs, Wake wake, Settings settings, TimeProvider clock, ILogger<Sweep> log)
    : BackgroundService
{
    private const int HostsPerJob = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await EndOwnOldLeasesAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await GiveOutAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(problem, "The sweep could not look for what is due; it goes on in a second");
            }
            await wake.WaitAsync(Pause, stoppingToken);
        }
    }

    /// <summary>On SQLite there is one server process, so whoever held a lease before this start is dead.</summary>
    private async Task EndOwnOldLeasesAsync(CancellationToken cancellation)
    {
        if (settings.Database is null)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
            await db.RemoteHosts.Where(host => host.LeasedUntil != null)
                .ExecuteUpdateAsync(set => set.SetProperty(host => host.LeasedUntil, (DateTimeOffset?)null), cancellation);
            await db.Leases.ExecuteDeleteAsync(cancellation);
        }
    }

    private async Task GiveOutAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var now = clock.GetUtcNow();
        await GiveOutDeliveriesAsync(db, now, cancellation);
        await GiveOutInboxAsync(db, now, cancellation);
        await GiveOutPicturesAsync(db, now, cancellation);
        await GiveOutHistoriesAsync(db, now, cancellation);
    }

    private async Task GiveOutDeliveriesAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var owed = DeliverActivities.Owed(db);
        var due = await db.RemoteHosts
            .Where(host => (host.RetryAt == null || host.RetryAt <= now) && (host.LeasedUntil == null || host.LeasedUntil <= now)
                && owed.Any(delivery => delivery.HostId == host.Id))
            .Select(host => host.Id).ToListAsync(cancellation);
        foreach (var hostIds in due.Chunk(HostsPerJob))
        {
            var lease = Guid.CreateVersion7();
            await db.RemoteHosts.Where(host => hostIds.Contains(host.Id) && (host.LeasedUntil == null || host.LeasedUntil <= now)).ExecuteUpdateAsync(
                set => set.SetProperty(host => host.LeasedBy, lease).SetProperty(host => host.LeasedUntil, now + DeliverActivities.LeaseTime), cancellation);
            jobs.Enqueue<DeliverActivities>(job => job.ToHostsAsync(hostIds, lease, CancellationToken.None));
        }
    }

    private async Task GiveOutInboxAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var holder = Guid.CreateVersion7();
        if (await HandleActivities.Due(db, now).AnyAsync(cancellation)
            && await Lease.TakeAsync(db, HandleActivities.LeaseName, holder, HandleActivities.LeaseTime, now, cancellation))
        {
            jobs.Enqueue<HandleActivities>(job => job.RunAsync(holder, CancellationToken.None));
        }
    }

    private async Task GiveOutPicturesAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var actorId in await db.RemoteActors.Where(actor => actor.PictureDueAt <= now).OrderBy(actor => actor.PictureDueAt).Select(actor => actor.Id).Take(20).ToListAsync(cancellation))
        {
            await FetchPicture.PostponeAsync(db, actorId, now, cancellation);
            jobs.Enqueue<FetchPicture>(job => job.OfAsync(actorId, CancellationToken.None));
        }
    }

    private async Task GiveOutHistoriesAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var followId in await SendHistory.Due(db, now).Select(history => history.FollowId).ToListAsync(cancellation))
        {
            if (await SendHistory.TakeAsync(db, followId, now, cancellation))
            {
                jobs.Enqueue<SendHistory>(job => job.NextAsync(followId, CancellationToken.None));
            }
        }
    }
}
