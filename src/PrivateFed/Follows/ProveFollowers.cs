using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Sees to it that an address still belongs to whom was let in before anything of the family is sent there: a lapsed domain may have been
/// bought. Each follower behind an inbox is fetched at their id about once a week, and every day while their server does not answer; every key
/// that is listed there must be one that they had. Where one is not, the owner is asked, and what is owed waits.
/// </summary>
public sealed class ProveFollowers(HouseDb db, FetchDocument fetch, ReadDocument read, CurrentHouse house, TimeProvider clock)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>As soon as one is proved; the others have their turn with the next delivery.</summary>
    private const int MostAtOnce = 5;

    private enum Found
    {
        Same,
        Other,
        Gone,
    }

    /// <param name="delivery">With its activity and host.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null when it may be sent; otherwise what becomes of it.</returns>
    public async Task<Answer?> BehindAsync(Delivery delivery, CancellationToken cancellation)
    {
        // These say nothing of the family, and end something: they go to whoever holds the address.
        if (delivery.Activity.Type is "Reject" or "Undo" or "Delete" or "Block")
        {
            return null;
        }
        var followers = await FollowersAsync(delivery, cancellation);
        var due = followers.Where(actor => IsDue(actor, delivery.Host)).OrderBy(actor => actor.KeyCheckedAt).ToList();
        var isProved = due.Count < followers.Count;
        for (var at = 0; at < due.Count && !(isProved && at >= MostAtOnce); at++)
        {
            var found = await LookAsync(due[at], cancellation);
            if (found is null)
            {
                return isProved ? null : new Answer.NotNow("The server cannot be asked whether its address still belongs to the same person.", null);
            }
            isProved |= found == Found.Same;
            await KeepAsync(due[at], found.Value, cancellation);
        }
        return isProved ? null : new Answer.Withheld(await IsInDoubtAsync(delivery.HostId, cancellation) ? Delivery.InDoubt : Delivery.Withheld);
    }

    /// <summary>Who reads from the inbox; everybody who was let in from that server when nobody names it as theirs any more.</summary>
    private async Task<List<RemoteActor>> FollowersAsync(Delivery delivery, CancellationToken cancellation)
    {
        var acceptFollow = await db.RemoteActors.Include(actor => actor.Host)
            .Where(actor => actor.HostId == delivery.HostId && actor.Follows.Any(follow => follow.State == FollowState.Accepted)).ToListAsync(cancellation);
        var behind = acceptFollow.Where(actor => actor.Inbox == delivery.Inbox || actor.SharedInbox == delivery.Inbox).ToList();
        return behind.Count > 0 ? behind : acceptFollow;
    }

    /// <summary>The document of somebody who was met or who signed an Update within that time was proved by its key then.</summary>
    private bool IsDue(RemoteActor actor, RemoteHost host)
    {
        var now = clock.GetUtcNow();
        var provedAt = actor.KeyCheckedAt > actor.FetchedAt ? actor.KeyCheckedAt.Value : actor.FetchedAt;
        return now - provedAt > (now - host.FailingSince > Day ? Day : Week);
    }

    /// <returns>Null when the server cannot be asked at the moment.</returns>
    private async Task<Found?> LookAsync(RemoteActor actor, CancellationToken cancellation)
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
        var said = ActorProfile.Read(actor.Uri, document.Utf8, read, house.Addresses.Domain);
        var claims = said.Succeeded ? said.Value : await AtTheirPageAsync(actor, cancellation);
        return claims is null ? null : await HadAllAsync(actor, claims, cancellation) ? Found.Same : Found.Other;
    }

    /// <summary>Whose id changed to their page (<see cref="ChangedId"/>) is the same one, also while they have signed nothing under the new one.</summary>
    private async Task<ActorProfile?> AtTheirPageAsync(RemoteActor actor, CancellationToken cancellation) =>
        actor.Url is { } page && Authority.AreSame(page, actor.Uri)
        && await fetch.DocumentAsync(page, cancellation) is Fetched.Document document
        && ActorProfile.Read(page, document.Utf8, read, house.Addresses.Domain) is { Succeeded: true, Value: var claims }
            ? claims
            : null;

    private async Task<bool> HadAllAsync(RemoteActor actor, ActorProfile claims, CancellationToken cancellation)
    {
        foreach (var (_, pem) in claims.Keys)
        {
            if (!await KeyHistory.HadAsync(db, actor.Id, pem, cancellation))
            {
                return false;
            }
        }
        return claims.Keys.Count > 0;
    }

    private async Task KeepAsync(RemoteActor actor, Found found, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        actor.KeyCheckedAt = now;
        if (found == Found.Other)
        {
            await RequireReapproval.StageAsync(db, actor, now, cancellation);
        }
        else if (found == Found.Gone)
        {
            var follows = await db.Follows.Where(follow => follow.RemoteActorId == actor.Id && follow.State == FollowState.Accepted).ToListAsync(cancellation);
            await ReceiveUnfollow.EndAsync(db, actor, follows, now, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
    }

    private Task<bool> IsInDoubtAsync(Guid hostId, CancellationToken cancellation) =>
        db.Follows.AnyAsync(follow => follow.RemoteActor.HostId == hostId && follow.State == FollowState.Requested, cancellation);
}
