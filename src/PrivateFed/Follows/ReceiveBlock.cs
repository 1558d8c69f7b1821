using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// A Block arrives: somebody does not want to see an author any more, so their follow of that author ends. Taking the Block back brings
/// nothing back. Nobody here is told: a Block is between them and their own server.
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
            await ReceiveUnfollow.EndAsync(db, received.RemoteActor, ended, clock.GetUtcNow(), cancellation);
        }
    }
}
