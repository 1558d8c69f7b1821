using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Inbox;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>Comments from other servers, as their authors name them.</summary>
public static class RemoteComments
{
    /// <summary>
    /// The comment with this id, if the activity's actor wrote it; nobody may change or delete another's. Hidden comments are included,
    /// since their author may still take them back.
    /// </summary>
    public static Task<Comment?> FindOwnAsync(HouseDb db, ReceivedActivity received, string? uri, CancellationToken cancellation) =>
        db.Comments.IgnoreQueryFilters().SingleOrDefaultAsync(
            comment => comment.Uri == uri && comment.RemoteActorId == received.RemoteActorId, cancellation);
}
