using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Takes back what is still owed to somebody who is not let in any more.</summary>
public static class CancelDeliveries
{
    /// <summary>Tracks the changes; the caller saves them with the one that ends the person's access.</summary>
    /// <param name="db">Where the deliveries are.</param>
    /// <param name="person">Who is not let in any more.</param>
    /// <param name="at">The present moment.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="why"><see cref="Delivery.Withheld"/>, or <see cref="Delivery.InDoubt"/> while the owner is asked.</param>
    public static async Task ToActorAsync(HouseDb db, RemoteActor person, DateTimeOffset at, CancellationToken cancellation, string why = Delivery.Withheld)
    {
        await BeginHistory.StopAsync(db, person.Id, cancellation);
        var isLast = !await db.AcceptedFollowsFrom(person.HostId).AnyAsync(follow => follow.RemoteActorId != person.Id, cancellation);
        var withheld = await db.Deliveries.Include(delivery => delivery.Activity)
            .Where(delivery => delivery.HostId == person.HostId && delivery.DeliveredAt == null && delivery.GivenUpAt == null
                && delivery.Activity.Type != "Delete" && !delivery.Urgent
                && (delivery.Inbox == person.Inbox || (isLast && delivery.Activity.PostId != null)))
            .ToListAsync(cancellation);
        var others = await OthersBehindAsync(db, person, cancellation);
        withheld.RemoveAll(delivery => others.Count > 0 && IsForOneOf(others, delivery.Activity));
        withheld.ForEach(delivery => delivery.Withhold(at, why));
    }

    /// <summary>The owner says that it is the same person as before: what waited for that answer is owed again. Tracks the changes.</summary>
    public static async Task ReleaseAsync(HouseDb db, RemoteActor person, CancellationToken cancellation)
    {
        foreach (var delivery in await InDoubt(db, person).ToListAsync(cancellation))
        {
            delivery.Release();
        }
    }

    /// <summary>The owner says no: what waited for that answer is never sent. Tracks the changes.</summary>
    public static async Task ForGoodAsync(HouseDb db, RemoteActor person, CancellationToken cancellation)
    {
        foreach (var delivery in await InDoubt(db, person).ToListAsync(cancellation))
        {
            delivery.Withhold(delivery.GivenUpAt!.Value);
        }
    }

    private static IQueryable<Delivery> InDoubt(HouseDb db, RemoteActor person) =>
        db.Deliveries.Where(delivery => delivery.HostId == person.HostId && delivery.LastError == Delivery.InDoubt && delivery.GivenUpAt != null
            && (delivery.Inbox == person.Inbox || delivery.Inbox == person.SharedInbox));

    /// <summary>Who else reads from the same inbox: small servers have one for everybody.</summary>
    private static Task<HashSet<string>> OthersBehindAsync(HouseDb db, RemoteActor person, CancellationToken cancellation) =>
        db.AcceptedFollowsFrom(person.HostId).Where(follow => follow.RemoteActorId != person.Id && follow.RemoteActor.Inbox == person.Inbox)
            .Select(follow => follow.RemoteActor.Uri).ToHashSetAsync(cancellation);

    /// <summary>Whether it names one of them, or all followers.</summary>
    private static bool IsForOneOf(HashSet<string> others, Activity activity) => JsonNode.Parse(activity.Document)! is var document
        && new[] { "to", "cc" }.SelectMany(address => document[address]?.AsArray() ?? []).Select(name => (string)name!)
            .Any(name => others.Contains(name) || name.EndsWith("/followers", StringComparison.Ordinal));
}
