using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Handles an Update of a comment: its author edited it, or somebody voted in its poll. An author who may no longer see the post cannot
/// change the comment, and the new text is not parsed.
/// </summary>
public sealed class ReceiveUpdate(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Update update, CancellationToken cancellation)
    {
        if (update.Object is not [{ Embedded: { } said }]
            || await RemoteComments.FindOwnAsync(db, received, said.Id, cancellation) is not { DeletedAt: null } comment
            || !await db.VisiblePosts(new Viewer.Remote(received.RemoteActorId)).AnyAsync(post => post.Id == comment.PostId, cancellation)
            || ReadNote.Of(said) is not { } note)
        {
            return;
        }
        var html = await HideMentions.HideAsync(db, house.Addresses, note.Html, comment.ParentId, cancellation);
        if (comment.Html != html || comment.Warning != note.Warning)
        {
            comment.EditedAt = clock.GetUtcNow();
        }
        (comment.Html, comment.Warning, comment.Language, comment.Extras) = (html, note.Warning, note.Language, note.Extras);
    }
}
