using Microsoft.EntityFrameworkCore;
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
    public async Task HandleAsync(ReceivedActivity received, CancellationToken cancellation)
    {
        var json = ActivityJson.Parse(received.Document);
        var undone = json.First("object");
        var followed = undone?.Id("object");
        if (undone?.Text("type") is not (null or "Follow") || (undone?.Id("actor") is { } actor && actor != received.RemoteActor.Uri))
        {
            return;
        }
        var open = await db.Follows.Include(follow => follow.Actor)
            .Where(follow => follow.RemoteActorId == received.RemoteActorId && (follow.State == FollowState.Accepted || follow.State == FollowState.Requested))
            .ToListAsync(cancellation);
        // Some servers name the Follow by its id alone.
        var ended = open.Where(follow => followed is null
            ? ActivityJson.Parse(follow.Document).Text("id") is { } id && id == undone?.AsId()
            : house.Addresses.Actor(follow.Actor.Handle) == followed).ToList();
        await EndAsync(db, received.RemoteActor, ended, clock.GetUtcNow(), cancellation);
    }

    /// <summary>Ends follows by the follower's own will; the caller saves.</summary>
    public static async Task EndAsync(HouseDb db, RemoteActor person, IReadOnlyCollection<Follow> ended, DateTimeOffset at, CancellationToken cancellation)
    {
        foreach (var follow in ended)
        {
            follow.End(by: null, at);
        }
        var endedIds = ended.Select(follow => follow.Id).ToList();
        if (!await db.Follows.AnyAsync(follow => follow.RemoteActorId == person.Id && follow.State == FollowState.Accepted && !endedIds.Contains(follow.Id), cancellation))
        {
            await Withhold.FromAsync(db, person, at, cancellation);
            await RemoveFollower.LeaveCirclesAsync(db, person.Id, cancellation);
        }
    }
}
