using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Reports;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>A host with pending or given-up deliveries.</summary>
/// <param name="Id">Identifies the host in forms.</param>
/// <param name="Name">host[:port]</param>
/// <param name="FailingSince">Time of the first failure in a row; null when the last attempt succeeded.</param>
/// <param name="Why">The last error.</param>
/// <param name="RetryAt">Time of the next attempt; null for at once.</param>
public sealed record HostDeliveryStatus(Guid Id, string Name, DateTimeOffset? FailingSince, string? Why, DateTimeOffset? RetryAt)
{
    /// <summary>Number of posts with pending deliveries: created, changed or deleted.</summary>
    public required int WaitingPosts { get; init; }

    /// <summary>Number of all pending deliveries, including responses to follow requests.</summary>
    public required int Waiting { get; init; }

    public required int GivenUp { get; init; }

    public required DateTimeOffset? GivenUpAt { get; init; }

    /// <summary>The newest given-up deliveries, newest first.</summary>
    public IReadOnlyList<RefusedActivity> Refused { get; init; } = [];

    /// <summary>Whether somebody on this host followed once, until they left or were removed.</summary>
    public required bool HadFollowers { get; init; }

    /// <summary>The followers on this host.</summary>
    public IReadOnlyList<ShownFollower> People { get; init; } = [];

    public bool IsUnavailable(DateTimeOffset now) => now - FailingSince > Backoff.UnavailableAfter;

    public bool IsDead(DateTimeOffset now) => now - FailingSince > Backoff.GiveUpAfter;
}

/// <summary>A host that accepts no deliveries.</summary>
public sealed record FailingHost(string Name, DateTimeOffset Since);

/// <summary>What the owner should look at on the page about deliveries.</summary>
/// <param name="Hosts">Hosts of followers that accept no deliveries.</param>
/// <param name="Complaints">Number of reports from other servers that no owner has seen.</param>
/// <param name="HasDeadLetters">Whether a received activity failed every time.</param>
public sealed record DeliveryTrouble(IReadOnlyList<FailingHost> Hosts, int Complaints, bool HasDeadLetters)
{
    public static DeliveryTrouble None { get; } = new([], 0, HasDeadLetters: false);

    public bool IsNone => Hosts.Count == 0 && Complaints == 0 && !HasDeadLetters;
}

/// <summary>What the owner sees about deliveries, and whether there is a reason to look.</summary>
public static class DeliveryStatus
{
    /// <summary>The owner is not bothered with a host that is down for a night.</summary>
    private static readonly TimeSpan TroubleThreshold = TimeSpan.FromDays(1);

    private const int MaxTroubledHosts = 5;

    /// <summary>What an owner should look at.</summary>
    public static async Task<DeliveryTrouble> TroubleAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        new(await FailingHostsAsync(db, now, cancellation),
            await db.Reports.CountAsync(report => report.SeenAt == null, cancellation),
            await DeadLetters.IsAnyAsync(db, cancellation));

    /// <summary>Hosts of followers that have accepted nothing for more than a day; longest failing first.</summary>
    private static Task<List<FailingHost>> FailingHostsAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var followers = db.AcceptedFollowers();
        return db.RemoteHosts.Where(host => host.FailingSince < now - TroubleThreshold
                && followers.Any(person => person.HostId == host.Id))
            .OrderBy(host => host.FailingSince).Take(MaxTroubledHosts)
            .Select(host => new FailingHost(host.Name, host.FailingSince!.Value)).ToListAsync(cancellation);
    }

    /// <summary>Longest failing first.</summary>
    public static async Task<List<HostDeliveryStatus>> HostsAsync(
        HouseDb db, Viewer.Local owner, IEnumerable<ShownFollower> followers, DateTimeOffset now, CancellationToken cancellation)
    {
        var pending = DeliverActivities.Pending(db);
        var givenUp = ReadRefused.GivenUp(db, now);
        var hosts = await Concerned(db, now).OrderBy(host => host.FailingSince == null).ThenBy(host => host.FailingSince)
            .ThenBy(host => host.Name)
            .Select(host => new HostDeliveryStatus(host.Id, host.Name, host.FailingSince, host.LastError, host.RetryAt)
            {
                WaitingPosts = pending.Where(delivery => delivery.HostId == host.Id && delivery.Activity.PostId != null)
                    .Select(delivery => delivery.Activity.PostId).Distinct().Count(),
                Waiting = pending.Count(delivery => delivery.HostId == host.Id),
                GivenUp = givenUp.Count(delivery => delivery.HostId == host.Id),
                GivenUpAt = givenUp.Where(delivery => delivery.HostId == host.Id).Max(delivery => delivery.GivenUpAt),
                HadFollowers = db.Follows.Any(follow => follow.State == FollowState.Ended && follow.RemoteActor.HostId == host.Id),
            })
            .ToListAsync(cancellation);
        var people = followers.ToLookup(person => person.Host, StringComparer.Ordinal);
        var refused = await ReadRefused.ListAsync(
            db, owner, [.. hosts.Where(host => host.GivenUp > 0).Select(host => host.Id)], now, cancellation);
        return [.. hosts.Select(host => host with { People = [.. people[host.Name]], Refused = [.. refused[host.Id]] })];
    }

    /// <summary>Hosts with pending or recently given-up deliveries, and failing hosts of accepted followers.</summary>
    private static IQueryable<RemoteHost> Concerned(HouseDb db, DateTimeOffset now)
    {
        var pending = DeliverActivities.Pending(db);
        var givenUp = ReadRefused.GivenUp(db, now);
        var followers = db.AcceptedFollowers();
        return db.RemoteHosts.AsNoTracking()
            .Where(host => pending.Any(delivery => delivery.HostId == host.Id) || givenUp.Any(delivery => delivery.HostId == host.Id)
                || (host.FailingSince != null && followers.Any(person => person.HostId == host.Id)));
    }
}
