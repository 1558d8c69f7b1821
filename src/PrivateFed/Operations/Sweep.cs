using Hangfire;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.CustomEmojis;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Operations;

/// <summary>
/// Finds what is due, and gives it to Hangfire. Since rows are the truth, it does not matter who wrote them (a page, the command line,
/// another process) nor which jobs were lost. It looks whenever somebody rings; every second it asks whether anybody wrote, and looks when
/// somebody did or when the time has come for something that it saw waiting.
/// </summary>
public sealed class Sweep(
    IServiceScopeFactory scopes, RunIsolated each, IBackgroundJobClient jobs, SweepSignal signal, DatabaseChanges changes, Settings settings, TimeProvider clock, ILogger<Sweep> log)
    : PeriodicService(clock, log)
{
    private const int HostsPerJob = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>When a step that failed is done again, if nobody writes before.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>When to look next, if nobody writes: with the next second, or not at all.</summary>
    private static readonly DateTimeOffset Now = DateTimeOffset.MinValue;
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private bool _hasBegun;
    private bool _rang = true;
    private DateTimeOffset _next = Now;

    protected override async Task WorkAsync(CancellationToken cancellation)
    {
        if (!_hasBegun)
        {
            await EndOwnOldLeasesAsync(cancellation);
            await each.RunAsync("retired keys", services => RetiredKey.ForgetAsync(services.GetRequiredService<HouseDb>(), cancellation), cancellation);
            _hasBegun = true;
        }
        if (await changes.SinceLastAskedAsync(cancellation) || _rang || _next <= Clock.GetUtcNow())
        {
            // Until this look has succeeded, another is due.
            _next = Now;
            _next = await GiveOutAsync(cancellation);
        }
    }

    protected override async Task WaitAsync(CancellationToken cancellation) => _rang = await signal.WaitAsync(Pause, cancellation);

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

    /// <returns>When something is due that is not due yet.</returns>
    private async Task<DateTimeOffset> GiveOutAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        DateTimeOffset[] next =
        [
            await StepAsync("deliveries", GiveOutDeliveriesAsync, now, cancellation),
            await StepAsync("inbox", GiveOutInboxAsync, now, cancellation),
            await StepAsync("pictures", GiveOutPicturesAsync, now, cancellation),
            await StepAsync("servers", GiveOutHostsAsync, now, cancellation),
            await StepAsync("emoji", GiveOutEmojiAsync, now, cancellation),
            await StepAsync("histories", GiveOutHistoriesAsync, now, cancellation),
            await StepAsync("scheduled posts", GiveOutScheduledAsync, now, cancellation),
            await TellOfGuessingAsync(now, cancellation),
            await StepAsync("pushes and letters", (db, at, end) => EnqueueNotifications.DueAsync(db, jobs, at, end), now, cancellation),
        ];
        return next.Min();
    }

    private Task<DateTimeOffset> StepAsync(
        string step, Func<HouseDb, DateTimeOffset, CancellationToken, Task<DateTimeOffset>> giveOut, DateTimeOffset now, CancellationToken cancellation) =>
        each.RunAsync(step, services => giveOut(services.GetRequiredService<HouseDb>(), now, cancellation), otherwise: now + AfterFailure, cancellation);

    private Task<DateTimeOffset> TellOfGuessingAsync(DateTimeOffset now, CancellationToken cancellation) => each.RunAsync(
        "guessing",
        async services =>
        {
            await services.GetRequiredService<WatchGuessing>().TellAsync(services.GetRequiredService<HouseDb>(), now, cancellation);
            return Never;
        },
        otherwise: Never,
        cancellation);

    private async Task<DateTimeOffset> GiveOutDeliveriesAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var owed = DeliverActivities.Pending(db);
        var hosts = await db.RemoteHosts.Where(host => owed.Any(delivery => delivery.HostId == host.Id))
            .Select(host => new { host.Id, DueAt = Later(host.RetryAt, host.LeasedUntil) }).ToListAsync(cancellation);
        foreach (var hostIds in hosts.Where(host => host.DueAt <= now).Select(host => host.Id).Chunk(HostsPerJob))
        {
            var lease = Guid.CreateVersion7();
            await db.RemoteHosts.Where(host => hostIds.Contains(host.Id) && (host.LeasedUntil == null || host.LeasedUntil <= now)).ExecuteUpdateAsync(
                set => set.SetProperty(host => host.LeasedBy, lease).SetProperty(host => host.LeasedUntil, now + DeliverActivities.LeaseTime), cancellation);
            jobs.Enqueue<DeliverActivities>(job => job.ToHostsAsync(hostIds, lease, CancellationToken.None));
        }
        return hosts.Select(host => host.DueAt <= now ? now + DeliverActivities.LeaseTime : host.DueAt).DefaultIfEmpty(Never).Min();
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset? other) => one > other ? one.Value : other ?? one ?? Now;

    private async Task<DateTimeOffset> GiveOutInboxAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await HandleActivities.Due(db, now).AnyAsync(cancellation))
        {
            return await HandleActivities.Unhandled(db).Where(received => received.RetryAt != null)
                .OrderBy(received => received.RetryAt).Select(received => received.RetryAt).FirstOrDefaultAsync(cancellation) ?? Never;
        }
        var holder = Guid.CreateVersion7();
        if (await Lease.TryTakeAsync(db, HandleActivities.LeaseName, holder, HandleActivities.LeaseTime, now, cancellation))
        {
            jobs.Enqueue<HandleActivities>(job => job.RunAsync(holder, CancellationToken.None));
        }
        // Whoever holds the lease may have died.
        return Now;
    }

    private async Task<DateTimeOffset> GiveOutPicturesAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await FetchAvatar.Waiting(db)
            .OrderBy(actor => actor.PictureDueAt).Select(actor => new { actor.Id, actor.PictureDueAt }).Take(20).ToListAsync(cancellation);
        foreach (var actor in waiting.Where(actor => actor.PictureDueAt <= now))
        {
            await FetchAvatar.PostponeAsync(db, actor.Id, now, cancellation);
            jobs.Enqueue<FetchAvatar>(job => job.FetchAsync(actor.Id, CancellationToken.None));
        }
        return waiting.Select(actor => actor.PictureDueAt).FirstOrDefault() ?? Never;
    }

    private async Task<DateTimeOffset> GiveOutHostsAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var wanted = await DiscoverHost.Wanted(db).OrderBy(host => host.LearnDueAt != null).ThenBy(host => host.LearnDueAt)
            .Select(host => new { host.Id, DueAt = host.LearnDueAt ?? Now }).Take(20).ToListAsync(cancellation);
        foreach (var host in wanted.Where(host => host.DueAt <= now))
        {
            if (await DiscoverHost.TakeAsync(db, host.Id, now, cancellation))
            {
                jobs.Enqueue<DiscoverHost>(job => job.DiscoverAsync(host.Id, CancellationToken.None));
            }
        }
        return wanted.Select(host => host.DueAt).FirstOrDefault(Never);
    }

    private async Task<DateTimeOffset> GiveOutEmojiAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await FetchEmoji.Waiting(db).OrderBy(emoji => emoji.DueAt).Select(emoji => new { emoji.Id, emoji.DueAt }).Take(20).ToListAsync(cancellation);
        foreach (var emoji in waiting.Where(emoji => emoji.DueAt <= now))
        {
            await FetchEmoji.PostponeAsync(db, emoji.Id, now, cancellation);
            jobs.Enqueue<FetchEmoji>(job => job.FetchAsync(emoji.Id, CancellationToken.None));
        }
        return waiting.Select(emoji => emoji.DueAt).FirstOrDefault() ?? Never;
    }

    private async Task<DateTimeOffset> GiveOutHistoriesAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await SendHistory.Waiting(db).Select(history => new { history.FollowId, history.NextAt }).ToListAsync(cancellation);
        foreach (var history in waiting.Where(history => history.NextAt <= now))
        {
            if (await SendHistory.TakeAsync(db, history.FollowId, now, cancellation))
            {
                jobs.Enqueue<SendHistory>(job => job.NextAsync(history.FollowId, CancellationToken.None));
            }
        }
        return waiting.Select(history => history.NextAt).DefaultIfEmpty(Never).Min();
    }

    private async Task<DateTimeOffset> GiveOutScheduledAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await PublishScheduled.Waiting(db).Select(draft => new { draft.Id, draft.DueAt }).ToListAsync(cancellation);
        foreach (var draft in waiting.Where(draft => draft.DueAt <= now))
        {
            if (await PublishScheduled.TakeAsync(db, draft.Id, now, cancellation))
            {
                jobs.Enqueue<PublishScheduled>(job => job.PublishAsync(draft.Id, CancellationToken.None));
            }
        }
        return waiting.Select(draft => draft.DueAt <= now ? now + PublishScheduled.Patience : draft.DueAt!.Value).DefaultIfEmpty(Never).Min();
    }
}
