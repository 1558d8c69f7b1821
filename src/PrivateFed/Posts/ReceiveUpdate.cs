using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// An Update arrives: the author of a comment changed it, or somebody voted in its poll. Who may not see the post any more cannot put new
/// words under it.
/// </summary>
public sealed class ReceiveUpdate(HouseDb db, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Update update, CancellationToken cancellation)
    {
        if (update.Object is not [{ Embedded: { } said }] || ReadNote.Of(said) is not { } note
            || await OwnCommentAsync(db, received, said.Id, cancellation) is not { DeletedAt: null } comment
            || !await db.VisiblePosts(new Viewer.Remote(received.RemoteActorId)).AnyAsync(post => post.Id == comment.PostId, cancellation))
        {
            return;
        }
        if (comment.Html != note.Html || comment.Warning != note.Warning)
        {
            comment.EditedAt = clock.GetUtcNow();
        }
        (comment.Html, comment.Warning, comment.Language, comment.Extras) = (note.Html, note.Warning, note.Language, note.Extras);
    }

    /// <summary>A comment that the activity's actor wrote; nobody changes or deletes another's. Hidden ones are found, too: they can be taken back.</summary>
    public static Task<Comment?> OwnCommentAsync(HouseDb db, ReceivedActivity received, string? uri, CancellationToken cancellation) =>
        db.Comments.IgnoreQueryFilters().SingleOrDefaultAsync(comment => comment.Uri == uri && comment.RemoteActorId == received.RemoteActorId, cancellation);
}
