using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Cancels pending deliveries to somebody who is not an accepted follower any more.</summary>
public static class CancelDeliveries
{
    /// <summary>
    /// Cancels a person's pending deliveries. Changes are tracked; the caller saves them together with the end of the person's access.
    /// </summary>
    /// <param name="person">The actor that loses access.</param>
    /// <param name="why"><see cref="Delivery.Cancelled"/>, or <see cref="Delivery.AwaitsReapproval"/> while the owner has to
    /// decide.</param>
    public static async Task StageCancelAsync(
        HouseDb db, RemoteActor person, DateTimeOffset at, CancellationToken cancellation, string why = Delivery.Cancelled)
    {
        // A job that sends an older post at this moment changes this row, too: whichever of the two saves second fails.
        db.Histories.RemoveRange(await db.Histories.Where(history => history.Follow.RemoteActorId == person.Id).ToListAsync(cancellation));
        var isLast = !await db.AcceptedFollowsFrom(person.HostId).AnyAsync(follow => follow.RemoteActorId != person.Id, cancellation);
        var pending = await db.Deliveries.Include(delivery => delivery.Activity)
            .Where(delivery => delivery.HostId == person.HostId && delivery.DeliveredAt == null && delivery.GivenUpAt == null
                && delivery.Activity.Type != "Delete" && !delivery.Urgent
                && (delivery.Inbox == person.Inbox || (isLast && delivery.Activity.PostId != null)))
            .ToListAsync(cancellation);
        var others = await OthersWithInboxAsync(db, person, cancellation);
        pending.RemoveAll(delivery => others.Count > 0 && IsForOneOf(others, delivery.Activity));
        pending.ForEach(delivery => delivery.Cancel(at, why));
    }

    /// <summary>
    /// Makes the deliveries pending again that waited for the owner, who confirmed that it is the same person. Changes are tracked.
    /// </summary>
    public static async Task StageReleaseAsync(HouseDb db, RemoteActor person, CancellationToken cancellation)
    {
        foreach (var delivery in await InDoubt(db, person).ToListAsync(cancellation))
        {
            delivery.Resume();
        }
    }

    /// <summary>Cancels for good the deliveries that waited for the owner, who refused the person. Changes are tracked.</summary>
    public static async Task StageCancelInDoubtAsync(HouseDb db, RemoteActor person, CancellationToken cancellation)
    {
        foreach (var delivery in await InDoubt(db, person).ToListAsync(cancellation))
        {
            delivery.Cancel(delivery.GivenUpAt!.Value);
        }
    }

    private static IQueryable<Delivery> InDoubt(HouseDb db, RemoteActor person) =>
        db.Deliveries.Where(delivery => delivery.HostId == person.HostId && delivery.LastError == Delivery.AwaitsReapproval
            && delivery.GivenUpAt != null
            && (delivery.Inbox == person.Inbox || delivery.Inbox == person.SharedInbox));

    /// <summary>Ids of other accepted followers with the same inbox: small servers have one inbox for everybody.</summary>
    private static Task<HashSet<string>> OthersWithInboxAsync(HouseDb db, RemoteActor person, CancellationToken cancellation) =>
        db.AcceptedFollowsFrom(person.HostId).Where(follow => follow.RemoteActorId != person.Id && follow.RemoteActor.Inbox == person.Inbox)
            .Select(follow => follow.RemoteActor.Uri).ToHashSetAsync(cancellation);

    /// <summary>Whether the activity is addressed to one of them, or to all followers.</summary>
    private static bool IsForOneOf(HashSet<string> others, Activity activity) => JsonNode.Parse(activity.Document)! is var document
        && new[] { "to", "cc" }.SelectMany(address => document[address]?.AsArray() ?? []).Select(name => (string)name!)
            .Any(name => others.Contains(name) || name.EndsWith("/followers", StringComparison.Ordinal));
}
