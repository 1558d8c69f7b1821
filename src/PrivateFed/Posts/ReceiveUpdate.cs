using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// An Update arrives: the author of a comment changed it, or somebody voted in its poll. Who may not see the post any more cannot put new
/// words under it, nor are they looked at.
/// </summary>
public sealed class ReceiveUpdate(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Update update, CancellationToken cancellation)
    {
        if (update.Object is not [{ Embedded: { } said }]
            || await OwnCommentAsync(db, received, said.Id, cancellation) is not { DeletedAt: null } comment
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

    /// <summary>A comment that the activity's actor wrote; nobody changes or deletes another's. Hidden ones are found, too: they can be taken back.</summary>
    public static Task<Comment?> OwnCommentAsync(HouseDb db, ReceivedActivity received, string? uri, CancellationToken cancellation) =>
        db.Comments.IgnoreQueryFilters().SingleOrDefaultAsync(comment => comment.Uri == uri && comment.RemoteActorId == received.RemoteActorId, cancellation);
}
