using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>A Delete arrives: of a comment by its author, or of the actor itself, who then follows no longer.</summary>
public sealed class ReceiveDelete(HouseDb db, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Delete delete, CancellationToken cancellation)
    {
        var uri = delete.ObjectId();
        if (uri == received.RemoteActor.Uri)
        {
            var follows = await db.Follows.Where(follow => follow.RemoteActorId == received.RemoteActorId && follow.State != FollowState.Ended).ToListAsync(cancellation);
            await ReceiveUnfollow.EndAsync(db, received.RemoteActor, follows, clock.GetUtcNow(), cancellation);
        }
        else if (await ReceiveUpdate.OwnCommentAsync(db, received, uri, cancellation) is { } comment)
        {
            comment.Delete(clock.GetUtcNow());
        }
    }
}
