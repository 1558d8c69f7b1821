using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>The target of a reply or a reaction: a post, or a comment on it.</summary>
/// <param name="CommentId">Null for the post itself.</param>
public sealed record ReplyTarget(Guid PostId, Guid? CommentId)
{
    /// <summary>
    /// Resolves an id to a post, a member's comment or a comment from another server; null when there is none. The caller still has to go
    /// through the gate.
    /// </summary>
    public static async Task<ReplyTarget?> FindAsync(HouseDb db, Addresses addresses, string? uri, CancellationToken cancellation)
    {
        if (uri is null || !WireNames.CanBeStored(uri))
        {
            return null;
        }
        if (addresses.PostId(uri) is { } postId)
        {
            return new ReplyTarget(postId, null);
        }
        var commentId = addresses.CommentId(uri);
        return await db.Comments.Where(comment => comment.Uri == uri || (comment.Id == commentId && comment.MemberId != null))
            .Select(comment => new ReplyTarget(comment.PostId, comment.Id)).SingleOrDefaultAsync(cancellation);
    }
}
