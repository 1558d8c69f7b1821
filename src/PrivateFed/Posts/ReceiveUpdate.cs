using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>An Update arrives: the author of a comment changed it. Who may not see the post any more cannot put new words under it.</summary>
public sealed class ReceiveUpdate(HouseDb db)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Update update, CancellationToken cancellation)
    {
        if (update.Object is [{ Embedded: Wire.Note { Content: { Value: var content } } note }]
            && await OwnCommentAsync(db, received, note.Id, cancellation) is { } comment
            && await db.VisiblePosts(new Viewer.Remote(received.RemoteActorId)).AnyAsync(post => post.Id == comment.PostId, cancellation))
        {
            comment.Html = Html.Sanitise(content);
        }
    }

    /// <summary>A comment that the activity's actor wrote; nobody changes or deletes another's.</summary>
    public static Task<Comment?> OwnCommentAsync(HouseDb db, ReceivedActivity received, string? uri, CancellationToken cancellation) =>
        db.Comments.SingleOrDefaultAsync(comment => comment.Uri == uri && comment.RemoteActorId == received.RemoteActorId, cancellation);
}
