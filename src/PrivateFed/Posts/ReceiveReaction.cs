using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Handles a Like (Mastodon; with content from Misskey) or an EmojiReact (Pleroma, Akkoma). It is shown when its sender may see the post,
/// or the comment, that it names. Any other is ignored, and the sender does not learn why.
/// </summary>
public sealed class ReceiveReaction(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Activity reaction, CancellationToken cancellation)
    {
        if (await ReplyTarget.FindAsync(db, house.Addresses, reaction.ObjectId(), cancellation)
            is not { PostId: var postId, CommentId: var commentId }
            || !await IsVisibleAsync(new Viewer.Remote(received.RemoteActorId), postId, commentId, cancellation))
        {
            return;
        }
        var kind = KindIn(reaction) ?? Reaction.Heart;
        var own = await db.Reactions.Where(reaction => reaction.PostId == postId && reaction.CommentId == commentId
            && reaction.RemoteActorId == received.RemoteActorId)
            .ToListAsync(cancellation);
        if (own.Find(before => before.Kind == kind) is { } same)
        {
            // The reaction was sent again: an Undo will name the new id.
            same.Uri = reaction.Id;
        }
        else if (own.Count < Reaction.MaxPerFollower)
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

    /// <summary>The kind of reaction; null when the activity does not say.</summary>
    public static string? KindIn(Wire.Activity activity) =>
        (activity.Content?.Value ?? (activity as Wire.Like)?.MisskeyReaction) is { } said ? Reaction.KindOf(said) : null;
}
