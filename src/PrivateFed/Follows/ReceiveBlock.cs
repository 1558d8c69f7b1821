using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Receives a Block: the follow of the blocked author ends, and undoing the Block does not restore it. Nobody here is notified, since a
/// Block is between the follower and their own server.
/// </summary>
public sealed class ReceiveBlock(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Block block, CancellationToken cancellation)
    {
        var handle = house.Addresses.ActorHandle(block.ObjectId() ?? "");
        var ended = await db.Follows
            .Where(follow => follow.RemoteActorId == received.RemoteActorId && follow.Actor.Handle == handle
                && (follow.State == FollowState.Accepted || follow.State == FollowState.Requested))
            .ToListAsync(cancellation);
        if (ended.Count > 0)
        {
            await FollowChanges.StageUnfollowAsync(db, received.RemoteActor, ended, clock.GetUtcNow(), cancellation);
        }
    }
}
