using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Checks that an address still belongs to an accepted follower before anything of the family is sent there: a lapsed domain may have been
/// bought. Each follower behind an inbox is fetched at their id about once a week, or every day while their server does not answer. Every
/// key listed there must be one that they had. If one is not, the owner has to decide, and the pending deliveries wait.
/// </summary>
public sealed class ProveFollowers(HouseDb db, FetchDocument fetch, ReadDocument read, CurrentHouse house, TimeProvider clock)
    : IDeliveryCheck
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Limit per delivery once one follower is proved; the others are checked with the next delivery.</summary>
    private const int MaxChecks = 5;

    private enum Found
    {
        Same,
        Other,
        Gone,
    }

    public async Task<DeliveryResult?> CheckAsync(Delivery delivery, CancellationToken cancellation)
    {
        // These reveal nothing about the family, and end something: they are sent to whoever holds the address.
        if (delivery.Activity.Type is "Reject" or "Undo" or "Delete" or "Block")
        {
            return null;
        }
        var followers = await FollowersAsync(delivery, cancellation);
        var due = followers.Where(actor => IsDue(actor, delivery.Host)).OrderBy(actor => actor.KeyCheckedAt).ToList();
        var isProved = due.Count < followers.Count;
        for (var index = 0; index < due.Count && !(isProved && index >= MaxChecks); index++)
        {
            var found = await FindAsync(due[index], cancellation);
            if (found is null)
            {
                return isProved ? null
                    : new DeliveryResult.Deferred("The server cannot be asked whether its address still belongs to the same person.", null);
            }
            isProved |= found == Found.Same;
            await RecordAsync(due[index], found.Value, cancellation);
        }
        return isProved ? null : new DeliveryResult.NotSent(await IsInDoubtAsync(delivery.HostId, cancellation) ? Delivery.AwaitsReapproval
            : Delivery.Cancelled);
    }

    /// <summary>The accepted followers with this inbox; if there are none, all accepted followers on that host.</summary>
    private async Task<List<RemoteActor>> FollowersAsync(Delivery delivery, CancellationToken cancellation)
    {
        var accepted = await db.RemoteActors.Include(actor => actor.Host)
            .Where(actor => actor.HostId == delivery.HostId && actor.Follows.Any(follow => follow.State == FollowState.Accepted))
            .ToListAsync(cancellation);
        var withInbox = accepted.Where(actor => actor.Inbox == delivery.Inbox || actor.SharedInbox == delivery.Inbox).ToList();
        return withInbox.Count > 0 ? withInbox : accepted;
    }

    /// <summary>A fetch counts as a check: the actor was met or signed an Update then, so its key had verified the document.</summary>
    private bool IsDue(RemoteActor actor, RemoteHost host)
    {
        var now = clock.GetUtcNow();
        var provedAt = actor.KeyCheckedAt > actor.FetchedAt ? actor.KeyCheckedAt.Value : actor.FetchedAt;
        return now - provedAt > (now - host.FailingSince > Day ? Day : Week);
    }

    /// <returns>Null when the server cannot be asked at the moment.</returns>
    private async Task<Found?> FindAsync(RemoteActor actor, CancellationToken cancellation)
    {
        var fetched = await fetch.DocumentAsync(actor.Uri, cancellation);
        if (fetched is Fetched.Gone { Status: System.Net.HttpStatusCode.Gone })
        {
            return Found.Gone;
        }
        if (fetched is not Fetched.Document document)
        {
            return null;
        }
        var result = ActorProfile.Read(actor.Uri, document.Utf8, read, house.Addresses.Domain);
        var profile = result.Succeeded ? result.Value : await FetchPageAsync(actor, cancellation);
        return profile is null ? null : await HadAllAsync(actor, profile, cancellation) ? Found.Same : Found.Other;
    }

    /// <summary>
    /// A follower whose id changed to their page (<see cref="ChangedId"/>) is the same one, even before they sign anything under the new
    /// id.
    /// </summary>
    private async Task<ActorProfile?> FetchPageAsync(RemoteActor actor, CancellationToken cancellation) =>
        actor.Url is { } page && Authority.AreSame(page, actor.Uri)
        && await fetch.DocumentAsync(page, cancellation) is Fetched.Document document
        && ActorProfile.Read(page, document.Utf8, read, house.Addresses.Domain) is { Succeeded: true, Value: var profile }
            ? profile
            : null;

    private async Task<bool> HadAllAsync(RemoteActor actor, ActorProfile profile, CancellationToken cancellation)
    {
        foreach (var (_, pem) in profile.Keys)
        {
            if (!await KeyHistory.HasHadAsync(db, actor.Id, pem, cancellation))
            {
                return false;
            }
        }
        return profile.Keys.Count > 0;
    }

    private async Task RecordAsync(RemoteActor actor, Found found, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        actor.KeyCheckedAt = now;
        if (found == Found.Other)
        {
            await RequireReapproval.StageAsync(db, actor, now, cancellation);
        }
        else if (found == Found.Gone)
        {
            var follows = await db.Follows.Where(follow => follow.RemoteActorId == actor.Id && follow.State == FollowState.Accepted)
                .ToListAsync(cancellation);
            await FollowChanges.StageUnfollowAsync(db, actor, follows, now, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
    }

    private Task<bool> IsInDoubtAsync(Guid hostId, CancellationToken cancellation) =>
        db.Follows.AnyAsync(follow => follow.RemoteActor.HostId == hostId && follow.State == FollowState.Requested, cancellation);
}
