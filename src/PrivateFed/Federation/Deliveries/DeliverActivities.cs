using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Deliveries;

/// <summary>
/// Hangfire job: works off what is owed to some hosts, many hosts at once, each in its own order. The rows are the truth: a job that is
/// lost costs nothing, since the sweep finds its hosts again when their lease has ended.
/// </summary>
public sealed class DeliverActivities(
    IServiceScopeFactory scopes, SendActivity send, CurrentHouse house, TimeProvider clock, ILogger<DeliverActivities> log)
{
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(90);

    /// <summary>How long a host rests for which our own side stumbled.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(5);

    private const int HostsAtOnce = 32;
    private const int HostsPerJob = 64;

    public Task ToHostsAsync(Guid[] hostIds, Guid lease, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            hostIds,
            new ParallelOptions { MaxDegreeOfParallelism = HostsAtOnce, CancellationToken = cancellation },
            async (hostId, token) => await ToHostAsync(hostId, lease, token));

    /// <summary>What goes wrong on our side with one host (the database has no connection left, say) must not hold up the others.</summary>
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
            log.LogError(problem, "Could not deliver to host {Host}; the next try is in {Seconds} seconds", hostId, Breath.TotalSeconds);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
            await HeldBack(db, hostId, lease).ExecuteUpdateAsync(set => set.SetProperty(host => host.LeasedUntil, clock.GetUtcNow() + Breath), cancellation);
        }
    }

    /// <summary>Everything that is still owed.</summary>
    public static IQueryable<Delivery> Pending(HouseDb db) =>
        db.Deliveries.Where(delivery => delivery.DeliveredAt == null && delivery.GivenUpAt == null);

    /// <returns>Whether to go on with this host.</returns>
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
            await ReturnAsync(db, hostId, lease, cancellation);
            return false;
        }
        try
        {
            return await DeliverAsync(scope.ServiceProvider, db, next, cancellation);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(problem, "Could not deliver {Delivery} to host {Host}", next.Id, hostId);
            await StumbleAsync(next.Id, lease, problem, cancellation);
            return false;
        }
    }

    /// <returns>Whether to go on with this host.</returns>
    private async Task<bool> DeliverAsync(IServiceProvider services, HouseDb db, Delivery next, CancellationToken cancellation)
    {
        var signer = await KeysInUse.TowardsAsync(db, db.Actors.Where(actor => actor.Id == next.Activity.ActorId), next.Host.Name, cancellation);
        var followers = await SynchronizeFollowers.ValueAsync(db, next.Activity, next.HostId, signer.Handle, house.Addresses, cancellation);
        var answer = await services.GetRequiredService<ProveFollowers>().BehindAsync(next, cancellation)
            ?? await send.ToInboxAsync(next, signer, followers, cancellation);
        var now = clock.GetUtcNow();
        var goOn = Record(next, answer, now);
        if (now - next.Host.FailingSince > Backoff.GiveUpAfter)
        {
            await AbandonAsync(db, next.Host, now, cancellation);
        }
        if (answer is Answer.Refused { InboxIsGone: true })
        {
            await services.GetRequiredService<Follows.RemoveGoneFollower>().BehindAsync(next, cancellation);
        }
        else if (next.GivenUpAt is not null && answer is not Answer.Withheld)
        {
            await Notifications.NotifyOwners.StageGivenUpAsync(db, next.Host.Name, now, cancellation);
        }
        await SaveAsync(db, next, cancellation);
        if (next.Activity is { Type: "Update", PostId: null })
        {
            await RetiredKey.ForgetAsync(db, cancellation);
        }
        return goOn;
    }

    /// <summary>
    /// Something that nobody foresaw went wrong with one activity: it is counted, the host rests, and at last the activity is given up, so that
    /// what comes after it is not held up for ever. Its server has done nothing wrong, and is not said to have.
    /// </summary>
    private async Task StumbleAsync(long deliveryId, Guid lease, Exception problem, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var now = clock.GetUtcNow();
        if (await Pending(db).Include(delivery => delivery.Host)
            .SingleOrDefaultAsync(delivery => delivery.Id == deliveryId && delivery.Host.LeasedBy == lease, cancellation) is not { } delivery)
        {
            return;
        }
        (delivery.Host.LeasedBy, delivery.Host.LeasedUntil) = (null, null);
        var why = DeliveryErrors.Stumbled + problem.GetType().Name;
        if (delivery.Refusals + 1 >= Backoff.MostStumbles)
        {
            delivery.GiveUp(why, now);
            await Notifications.NotifyOwners.StageGivenUpAsync(db, delivery.Host.Name, now, cancellation);
        }
        else
        {
            delivery.Fail(why, wasRefused: true);
            delivery.Host.RetryAt = now + Backoff.After(delivery.Refusals, TimeSpan.Zero);
        }
        await SaveAsync(db, delivery, cancellation);
    }

    private static bool Record(Delivery delivery, Answer answer, DateTimeOffset now)
    {
        var host = delivery.Host;
        switch (answer)
        {
            case Answer.Taken:
                delivery.Succeed(now);
                Answered(host, now);
                return true;
            case Answer.Refused refused:
                delivery.GiveUp(refused.Why, now);
                Answered(host, now);
                return true;
            case Answer.Withheld withheld:
                delivery.Withhold(now, withheld.Why);
                host.LeasedUntil = now + LeaseTime;
                return true;
            case Answer.NotNow notNow:
                return Postpone(delivery, host, notNow, now);
            default:
                throw new InvalidOperationException();
        }
    }

    private static void Answered(RemoteHost host, DateTimeOffset now)
    {
        (host.Failures, host.FailingSince, host.RetryAt, host.LastError, host.LastAnsweredAt) = (0, null, null, null, now);
        host.LeasedUntil = now + LeaseTime;
    }

    private static bool Postpone(Delivery delivery, RemoteHost host, Answer.NotNow notNow, DateTimeOffset now)
    {
        host.FailingSince ??= now;
        host.Failures++;
        host.LastError = notNow.Why;
        host.RetryAt = now + (notNow.Wait ?? Backoff.After(host.Failures, now - host.FailingSince.Value));
        (host.LeasedBy, host.LeasedUntil) = (null, null);
        if (notNow.IsOfThisOne && delivery.Refusals + 1 >= Backoff.MostRefusals)
        {
            delivery.GiveUp(notNow.Why, now);
        }
        else
        {
            delivery.Fail(notNow.Why, notNow.IsOfThisOne);
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
            // The delivery was taken back while it ran: its follower was removed, or its post deleted. Only the host's state is left to keep.
            db.Entry(delivery).State = EntityState.Detached;
            await db.SaveChangesAsync(cancellation);
        }
    }

    private static Task ReturnAsync(HouseDb db, Guid hostId, Guid lease, CancellationToken cancellation) =>
        HeldBack(db, hostId, lease).ExecuteUpdateAsync(
            set => set.SetProperty(host => host.LeasedBy, (Guid?)null).SetProperty(host => host.LeasedUntil, (DateTimeOffset?)null), cancellation);

    private static IQueryable<RemoteHost> HeldBack(HouseDb db, Guid hostId, Guid lease) => db.RemoteHosts.Where(host => host.Id == hostId && host.LeasedBy == lease);

    /// <summary>Step of the sweep. Leases the servers for which something is due, and enqueues jobs for them.</summary>
    /// <returns>When something is due that is not due yet.</returns>
    public static async Task<DateTimeOffset> EnqueueDueAsync(HouseDb db, IBackgroundJobClient jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var owed = Pending(db);
        var hosts = await db.RemoteHosts.Where(host => owed.Any(delivery => delivery.HostId == host.Id))
            .Select(host => new { host.Id, DueAt = Later(host.RetryAt, host.LeasedUntil) }).ToListAsync(cancellation);
        foreach (var hostIds in hosts.Where(host => host.DueAt <= now).Select(host => host.Id).Chunk(HostsPerJob))
        {
            var lease = Guid.CreateVersion7();
            await db.RemoteHosts.Where(host => hostIds.Contains(host.Id) && (host.LeasedUntil == null || host.LeasedUntil <= now)).ExecuteUpdateAsync(
                set => set.SetProperty(host => host.LeasedBy, lease).SetProperty(host => host.LeasedUntil, now + LeaseTime), cancellation);
            jobs.Enqueue<DeliverActivities>(job => job.ToHostsAsync(hostIds, lease, CancellationToken.None));
        }
        return hosts.Select(host => host.DueAt <= now ? now + LeaseTime : host.DueAt).DefaultIfEmpty(SweepStep.Never).Min();
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset? other) => one > other ? one.Value : other ?? one ?? SweepStep.Now;

    /// <summary>On SQLite there is one server process, so whoever held the lease on a server before this start is dead.</summary>
    public static Task EndOldLeasesAsync(HouseDb db, CancellationToken cancellation) => db.Database.IsSqlite()
        ? db.RemoteHosts.Where(host => host.LeasedUntil != null).ExecuteUpdateAsync(set => set.SetProperty(host => host.LeasedUntil, (DateTimeOffset?)null), cancellation)
        : Task.CompletedTask;
}
