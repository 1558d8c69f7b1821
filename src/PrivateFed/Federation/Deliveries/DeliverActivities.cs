using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Deliveries;

/// <summary>
/// Hangfire job: sends the pending deliveries of some hosts, many hosts at once, each host's deliveries in order. The rows are the only
/// state: if a job is lost, the sweep finds its hosts again once their leases end.
/// </summary>
public sealed class DeliverActivities(
    IServiceScopeFactory scopes, SendActivity send, CurrentHouse house, TimeProvider clock, ILogger<DeliverActivities> log)
{
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(90);

    /// <summary>Pause before retrying a host after an internal error.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private const int HostsAtOnce = 32;
    private const int HostsPerJob = 64;

    public Task ToHostsAsync(Guid[] hostIds, Guid lease, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            hostIds,
            new ParallelOptions { MaxDegreeOfParallelism = HostsAtOnce, CancellationToken = cancellation },
            async (hostId, token) => await ToHostAsync(hostId, lease, token));

    /// <summary>An internal error with one host (no database connection left, say) must not hold up the others.</summary>
    private async Task ToHostAsync(Guid hostId, Guid lease, CancellationToken cancellation)
    {
        try
        {
            while (await DeliverNextAsync(hostId, lease, cancellation))
            {
            }
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "Could not deliver to host {Host}; the next try is in {Seconds} seconds",
                hostId, RetryPause.TotalSeconds);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
            await LeasedHost(db, hostId, lease)
                .ExecuteUpdateAsync(set => set.SetProperty(host => host.LeasedUntil, clock.GetUtcNow() + RetryPause), cancellation);
        }
    }

    /// <summary>Deliveries that are neither delivered nor given up.</summary>
    public static IQueryable<Delivery> Pending(HouseDb db) =>
        db.Deliveries.Where(delivery => delivery.DeliveredAt == null && delivery.GivenUpAt == null);

    /// <returns>Whether to continue with this host.</returns>
    private async Task<bool> DeliverNextAsync(Guid hostId, Guid lease, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var next = await Pending(db).Where(delivery => delivery.HostId == hostId && delivery.Host.LeasedBy == lease)
            .Include(delivery => delivery.Activity).Include(delivery => delivery.Host)
            .OrderByDescending(delivery => delivery.Urgent).ThenBy(delivery => delivery.Id)
            .FirstOrDefaultAsync(cancellation);
        if (next is null)
        {
            await ReturnLeaseAsync(db, hostId, lease, cancellation);
            return false;
        }
        try
        {
            return await DeliverAsync(scope.ServiceProvider, db, next, cancellation);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "Could not deliver {Delivery} to host {Host}", next.Id, hostId);
            await CountErrorAsync(next.Id, lease, problem, cancellation);
            return false;
        }
    }

    /// <returns>Whether to continue with this host.</returns>
    private async Task<bool> DeliverAsync(IServiceProvider services, HouseDb db, Delivery next, CancellationToken cancellation)
    {
        var signer = await KeysInUse.ForHostAsync(db, db.Actors
            .Where(actor => actor.Id == next.Activity.ActorId), next.Host.Name, cancellation);
        var followers = await SynchronizeFollowers.ValueAsync(db, next.Activity, next.HostId, signer.Handle, house.Addresses, cancellation);
        var result = await CheckAsync(services, next, cancellation) ?? await send.SendAsync(next, signer, followers, cancellation);
        var now = clock.GetUtcNow();
        var continues = Record(next, result, now);
        if (now - next.Host.FailingSince > Backoff.GiveUpAfter)
        {
            await AbandonAsync(db, next.Host, now, cancellation);
        }
        await StageFollowUpsAsync(services, next, result, cancellation);
        await SaveAsync(db, next, cancellation);
        if (next.Activity is { Type: "Update", PostId: null })
        {
            await RetiredKey.ForgetAsync(db, cancellation);
        }
        return continues;
    }

    /// <summary>
    /// Counts an unforeseen error against its delivery and pauses the host. After <see cref="Backoff.MaxErrors"/> errors the delivery is
    /// given up, so that it does not block later ones for ever. The host is not marked as failing, since the error is not its fault.
    /// </summary>
    private async Task CountErrorAsync(long deliveryId, Guid lease, Exception problem, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var now = clock.GetUtcNow();
        if (await Pending(db).Include(delivery => delivery.Host)
            .SingleOrDefaultAsync(delivery => delivery.Id == deliveryId
                && delivery.Host.LeasedBy == lease, cancellation) is not { } delivery)
        {
            return;
        }
        (delivery.Host.LeasedBy, delivery.Host.LeasedUntil) = (null, null);
        var why = DeliveryErrors.InternalError + problem.GetType().Name;
        if (delivery.Refusals + 1 >= Backoff.MaxErrors)
        {
            delivery.GiveUp(why, now);
            await StageFollowUpsAsync(scope.ServiceProvider, delivery, new DeliveryResult.Refused(why, InboxIsGone: false), cancellation);
        }
        else
        {
            delivery.Fail(why, wasRefused: true);
            delivery.Host.RetryAt = now + Backoff.After(delivery.Refusals, TimeSpan.Zero);
        }
        await SaveAsync(db, delivery, cancellation);
    }

    private static async Task<DeliveryResult?> CheckAsync(IServiceProvider services, Delivery delivery, CancellationToken cancellation)
    {
        foreach (var check in services.GetServices<IDeliveryCheck>())
        {
            if (await check.CheckAsync(delivery, cancellation) is { } instead)
            {
                return instead;
            }
        }
        return null;
    }

    private static async Task StageFollowUpsAsync(
        IServiceProvider services, Delivery delivery, DeliveryResult result, CancellationToken cancellation)
    {
        foreach (var followUp in services.GetServices<IDeliveryFollowUp>())
        {
            await followUp.StageAsync(delivery, result, cancellation);
        }
    }

    private static bool Record(Delivery delivery, DeliveryResult result, DateTimeOffset now)
    {
        var host = delivery.Host;
        switch (result)
        {
            case DeliveryResult.Accepted:
                delivery.Succeed(now);
                MarkAnswered(host, now);
                return true;
            case DeliveryResult.Refused refused:
                delivery.GiveUp(refused.Why, now);
                MarkAnswered(host, now);
                return true;
            case DeliveryResult.NotSent withheld:
                delivery.Cancel(now, withheld.Why);
                host.LeasedUntil = now + LeaseTime;
                return true;
            case DeliveryResult.Deferred notNow:
                return ScheduleRetry(delivery, host, notNow, now);
            default:
                throw new InvalidOperationException();
        }
    }

    private static void MarkAnswered(RemoteHost host, DateTimeOffset now)
    {
        (host.Failures, host.FailingSince, host.RetryAt, host.LastError, host.LastAnsweredAt) = (0, null, null, null, now);
        host.LeasedUntil = now + LeaseTime;
    }

    private static bool ScheduleRetry(Delivery delivery, RemoteHost host, DeliveryResult.Deferred notNow, DateTimeOffset now)
    {
        host.FailingSince ??= now;
        host.Failures++;
        host.LastError = notNow.Why;
        host.RetryAt = now + (notNow.Wait ?? Backoff.After(host.Failures, now - host.FailingSince.Value));
        (host.LeasedBy, host.LeasedUntil) = (null, null);
        if (notNow.IsActivityRefusal && delivery.Refusals + 1 >= Backoff.MaxRefusals)
        {
            delivery.GiveUp(notNow.Why, now);
        }
        else
        {
            delivery.Fail(notNow.Why, notNow.IsActivityRefusal);
        }
        return false;
    }

    private static async Task AbandonAsync(HouseDb db, RemoteHost host, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var waiting in await Pending(db).Where(delivery => delivery.HostId == host.Id).ToListAsync(cancellation))
        {
            waiting.Abandon(host.LastError!, now);
        }
    }

    private static async Task SaveAsync(HouseDb db, Delivery delivery, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The delivery was cancelled while it was sent: its follower was removed, or its post deleted. Only the host's state remains to
            // be saved.
            db.Entry(delivery).State = EntityState.Detached;
            await db.SaveChangesAsync(cancellation);
        }
    }

    private static Task ReturnLeaseAsync(HouseDb db, Guid hostId, Guid lease, CancellationToken cancellation) =>
        LeasedHost(db, hostId, lease).ExecuteUpdateAsync(
            set => set.SetProperty(host => host.LeasedBy, (Guid?)null)
                .SetProperty(host => host.LeasedUntil, (DateTimeOffset?)null), cancellation);

    private static IQueryable<RemoteHost> LeasedHost(HouseDb db, Guid hostId, Guid lease) =>
        db.RemoteHosts.Where(host => host.Id == hostId && host.LeasedBy == lease);

    /// <summary>Step of the sweep. Leases the hosts with due deliveries and enqueues jobs for them.</summary>
    /// <returns>When the next delivery is due.</returns>
    public static async Task<DateTimeOffset> EnqueueDueAsync(
        HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var pending = Pending(db);
        var hosts = await db.RemoteHosts.Where(host => pending.Any(delivery => delivery.HostId == host.Id))
            .Select(host => new { host.Id, DueAt = LaterOf(host.RetryAt, host.LeasedUntil) }).ToListAsync(cancellation);
        foreach (var hostIds in hosts.Where(host => host.DueAt <= now).Select(host => host.Id).Chunk(HostsPerJob))
        {
            var lease = Guid.CreateVersion7();
            await db.RemoteHosts.Where(host => hostIds.Contains(host.Id) && (host.LeasedUntil == null || host.LeasedUntil <= now))
                .ExecuteUpdateAsync(
                set => set.SetProperty(host => host.LeasedBy, lease).SetProperty(host => host.LeasedUntil, now + LeaseTime), cancellation);
            jobs.Enqueue<DeliverActivities>(job => job.ToHostsAsync(hostIds, lease, CancellationToken.None));
        }
        return hosts.Select(host => host.DueAt <= now ? now + LeaseTime : host.DueAt).DefaultIfEmpty(SweepStep.Never).Min();
    }

    private static DateTimeOffset LaterOf(DateTimeOffset? one, DateTimeOffset? other) =>
        one > other ? one.Value : other ?? one ?? SweepStep.Now;

    /// <summary>SQLite has one server process, so any lease from before this start belongs to a dead process.</summary>
    public static Task EndOldLeasesAsync(HouseDb db, CancellationToken cancellation) => db.Database.IsSqlite()
        ? db.RemoteHosts.Where(host => host.LeasedUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.LeasedUntil, (DateTimeOffset?)null), cancellation)
        : Task.CompletedTask;
}
