using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Handles a Delete of a comment by its author, or of the actor itself. When the comment does not exist here, the row of the received
/// Delete serves as its tombstone: see <see cref="ReceiveComment"/>.
/// </summary>
public sealed class ReceiveDelete(HouseDb db, EraseRemoteActor erase, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Delete delete, CancellationToken cancellation)
    {
        var uri = delete.ObjectId();
        if (uri == received.RemoteActor.Uri)
        {
            await erase.EraseAsync(received.RemoteActor, cancellation);
        }
        else if (await RemoteComments.FindOwnAsync(db, received, uri, cancellation) is { } comment)
        {
            comment.Delete(clock.GetUtcNow());
            db.Reactions.RemoveRange(await db.Reactions.Where(reaction => reaction.CommentId == comment.Id).ToListAsync(cancellation));
        }
    }
}
