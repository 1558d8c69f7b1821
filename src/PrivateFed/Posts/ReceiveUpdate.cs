using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>An Update arrives: somebody tells of themselves anew, or the author of a comment changed it. Who may not see the post any more cannot put new words under it.</summary>
public sealed class ReceiveUpdate(HouseDb db, ReceiveActorUpdate actorUpdate)
{
    public async Task HandleAsync(ReceivedActivity received, CancellationToken cancellation)
    {
        var note = ActivityJson.Parse(received.Document).First("object");
        var uri = note?.Text("id");
        if (uri == received.RemoteActor.Uri)
        {
            await actorUpdate.HandleAsync(received, note!.Value, cancellation);
            return;
        }
        if (await OwnCommentAsync(db, received, uri, cancellation) is { } comment && note?.Text("content") is { } content
            && await db.VisiblePosts(new Viewer.Remote(received.RemoteActorId)).AnyAsync(post => post.Id == comment.PostId, cancellation))
        {
            comment.Html = Html.Sanitise(content);
        }
    }

    /// <summary>A comment that the activity's actor wrote; nobody changes or deletes another's.</summary>
    public static Task<Comment?> OwnCommentAsync(HouseDb db, ReceivedActivity received, string? uri, CancellationToken cancellation) =>
        db.Comments.SingleOrDefaultAsync(comment => comment.Uri == uri && comment.RemoteActorId == received.RemoteActorId, cancellation);
}
