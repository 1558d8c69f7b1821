using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Reports;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Delivery;

/// <summary>A server for which something waits or was given up.</summary>
/// <param name="Id">Names it in forms.</param>
/// <param name="Name">host[:port]</param>
/// <param name="FailingSince">Since when it has taken nothing; null when it did the last time.</param>
/// <param name="Why">What went wrong the last time.</param>
/// <param name="RetryAt">When it is tried next; null for at once.</param>
public sealed record HostDeliveryStatus(Guid Id, string Name, DateTimeOffset? FailingSince, string? Why, DateTimeOffset? RetryAt)
{
    /// <summary>Posts of which news waits: that they were written, changed or deleted.</summary>
    public required int WaitingPosts { get; init; }

    /// <summary>Everything that waits, answers to requests included.</summary>
    public required int Waiting { get; init; }

    public required int GivenUp { get; init; }

    public required DateTimeOffset? GivenUpAt { get; init; }

    /// <summary>Of what was given up the newest, the last one first.</summary>
    public IReadOnlyList<RefusedActivity> Refused { get; init; } = [];

    /// <summary>Who reads there.</summary>
    public IReadOnlyList<ShownFollower> People { get; init; } = [];

    public bool IsUnavailable(DateTimeOffset now) => now - FailingSince > Backoff.UnavailableAfter;

    public bool IsDead(DateTimeOffset now) => now - FailingSince > Backoff.GiveUpAfter;
}

/// <summary>A server that takes nothing.</summary>
public sealed record TroubledHost(string Name, DateTimeOffset Since);

/// <summary>What the owner is shown of deliveries, and whether there is a reason to look.</summary>
public static class DeliveryStatus
{
    /// <summary>A server that is down for a night is nobody's business.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    private const int MostInTrouble = 5;

    private static readonly TimeSpan GivenUpShown = TimeSpan.FromDays(30);

    /// <summary>Whether a server takes nothing any more, something could not be worked on, or somebody complained.</summary>
    public static async Task<bool> NeedsTheOwnerAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        await Concerned(db, now).AnyAsync(host => host.FailingSince < now - Quiet, cancellation)
        || await DeadLetters.IsAnyAsync(db, cancellation)
        || await ReadReports.AreNewAsync(db, cancellation);

    /// <summary>Servers that have taken nothing for more than a day, those in trouble longest first.</summary>
    public static Task<List<TroubledHost>> InTroubleAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        Concerned(db, now).Where(host => host.FailingSince < now - Quiet).OrderBy(host => host.FailingSince).Take(MostInTrouble)
            .Select(host => new TroubledHost(host.Name, host.FailingSince!.Value)).ToListAsync(cancellation);

    /// <summary>Those in trouble longest first.</summary>
    public static async Task<List<HostDeliveryStatus>> HostsAsync(
        HouseDb db, Viewer.Local owner, IEnumerable<ShownFollower> followers, DateTimeOffset now, CancellationToken cancellation)
    {
        var owed = DeliverActivities.Pending(db);
        var givenUp = GivenUp(db, now);
        var hosts = await Concerned(db, now).OrderBy(host => host.FailingSince == null).ThenBy(host => host.FailingSince).ThenBy(host => host.Name)
            .Select(host => new HostDeliveryStatus(host.Id, host.Name, host.FailingSince, host.LastError, host.RetryAt)
            {
                WaitingPosts = owed.Where(delivery => delivery.HostId == host.Id && delivery.Activity.PostId != null)
                    .Select(delivery => delivery.Activity.PostId).Distinct().Count(),
                Waiting = owed.Count(delivery => delivery.HostId == host.Id),
                GivenUp = givenUp.Count(delivery => delivery.HostId == host.Id),
                GivenUpAt = givenUp.Where(delivery => delivery.HostId == host.Id).Max(delivery => delivery.GivenUpAt),
            })
            .ToListAsync(cancellation);
        var people = followers.ToLookup(person => person.Host, StringComparer.Ordinal);
        var refused = await ReadRefused.ByAsync(db, owner, [.. hosts.Where(host => host.GivenUp > 0).Select(host => host.Id)], now, cancellation);
        return [.. hosts.Select(host => host with { People = [.. people[host.Name]], Refused = [.. refused[host.Id]] })];
    }

    /// <summary>Servers for which something waits, or was given up of late, and those of followers that take nothing any more.</summary>
    private static IQueryable<RemoteActors.RemoteHost> Concerned(HouseDb db, DateTimeOffset now)
    {
        var owed = DeliverActivities.Pending(db);
        var givenUp = GivenUp(db, now);
        return db.RemoteHosts.AsNoTracking()
            .Where(host => owed.Any(delivery => delivery.HostId == host.Id) || givenUp.Any(delivery => delivery.HostId == host.Id)
                || (host.FailingSince != null && db.Follows.Any(follow => follow.State == FollowState.Accepted && follow.RemoteActor.HostId == host.Id)));
    }

    /// <summary>What servers refused, or did not take in time, of late.</summary>
    public static IQueryable<Delivery> GivenUp(HouseDb db, DateTimeOffset now) =>
        db.Deliveries.Where(delivery => delivery.GivenUpAt > now - GivenUpShown && delivery.LastError != Delivery.Withheld && delivery.LastError != Delivery.InDoubt);
}
