using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>An Undo of a Follow arrives: the follow ends, or the request is withdrawn.</summary>
public sealed class ReceiveUnfollow(HouseDb db, TheHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Undo undo, CancellationToken cancellation)
    {
        if (undo.Object is not [var undone, ..] || !MayBeOwnFollow(undone.Embedded, received.RemoteActor))
        {
            return;
        }
        var followed = (undone.Embedded as Wire.Follow)?.ObjectId();
        var open = await db.Follows.Include(follow => follow.Actor)
            .Where(follow => follow.RemoteActorId == received.RemoteActorId && (follow.State == FollowState.Accepted || follow.State == FollowState.Requested))
            .ToListAsync(cancellation);
        // Some servers name the Follow by its id alone.
        var ended = open.Where(follow => followed is null
            ? follow.Uri is { } id && id == undone.Id
            : house.Addresses.Actor(follow.Actor.Handle) == followed).ToList();
        await EndAsync(db, received.RemoteActor, ended, clock.GetUtcNow(), cancellation);
    }

    private static bool MayBeOwnFollow(Wire.Thing? undone, RemoteActor person) => undone switch
    {
        null => true,
        Wire.Follow follow => follow.ActorId() is not { } actor || actor == person.Uri,
        _ => undone.Types.Count == 0,
    };

    /// <summary>Ends follows by the follower's own will; the caller saves.</summary>
    public static async Task EndAsync(HouseDb db, RemoteActor person, IReadOnlyCollection<Follow> ended, DateTimeOffset at, CancellationToken cancellation)
    {
        var hadAccess = ended.Any(follow => follow.State == FollowState.Accepted);
        if (hadAccess)
        {
            db.Deeds.Add(Deed.OfFollower(DeedKind.FollowerLeft, person, at));
        }
        foreach (var follow in ended)
        {
            follow.End(by: null, at);
        }
        // Who had no access has nothing that could be taken back; their inbox may be somebody else's.
        if (!hadAccess)
        {
            return;
        }
        var endedIds = ended.Select(follow => follow.Id).ToList();
        if (!await db.Follows.AnyAsync(follow => follow.RemoteActorId == person.Id && follow.State == FollowState.Accepted && !endedIds.Contains(follow.Id), cancellation))
        {
            await Withhold.FromAsync(db, person, at, cancellation);
            await RemoveFollower.LeaveCirclesAsync(db, person.Id, cancellation);
        }
    }
}
