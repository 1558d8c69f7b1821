using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// A Like (Mastodon; with content from Misskey) or an EmojiReact (Pleroma, Akkoma) arrives. One of a post that its sender may see, or of a
/// comment on one, is shown under it; any other is ignored, and nobody learns which it was.
/// </summary>
public sealed class ReceiveReaction(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Activity reaction, CancellationToken cancellation)
    {
        if (await ThreadPlace.FindAsync(db, house.Addresses, reaction.ObjectId(), cancellation) is not { PostId: var postId, CommentId: var commentId }
            || !await IsVisibleAsync(new Viewer.Remote(received.RemoteActorId), postId, commentId, cancellation))
        {
            return;
        }
        var kind = KindIn(reaction) ?? Reaction.Heart;
        var own = await db.Reactions.Where(reaction => reaction.PostId == postId && reaction.CommentId == commentId && reaction.RemoteActorId == received.RemoteActorId)
            .ToListAsync(cancellation);
        if (own.Find(before => before.Kind == kind) is { } same)
        {
            // Sent anew, it is undone by its new id.
            same.Uri = reaction.Id;
        }
        else if (own.Count < Reaction.MostByOne)
        {
            db.Reactions.Add(new Reaction
            {
                PostId = postId,
                CommentId = commentId,
                RemoteActorId = received.RemoteActorId,
                Kind = kind,
                Uri = reaction.Id,
                At = clock.GetUtcNow(),
            });
        }
    }

    private Task<bool> IsVisibleAsync(Viewer viewer, Guid postId, Guid? commentId, CancellationToken cancellation) => commentId is null
        ? db.VisiblePosts(viewer).AnyAsync(post => post.Id == postId, cancellation)
        : db.VisibleComments(viewer).AnyAsync(comment => comment.Id == commentId, cancellation);

    /// <summary>What an activity reacts with; null when it does not say.</summary>
    public static string? KindIn(Wire.Activity activity) =>
        (activity.Content?.Value ?? (activity as Wire.Like)?.MisskeyReaction) is { } said ? Reaction.KindOf(said) : null;
}
