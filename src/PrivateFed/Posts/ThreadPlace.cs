using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>What a reply answers, or a reaction is about: a post, or a comment under it.</summary>
/// <param name="PostId">The post.</param>
/// <param name="CommentId">Null for the post itself.</param>
public sealed record ThreadPlace(Guid PostId, Guid? CommentId)
{
    /// <summary>The post, the member's comment or the comment from elsewhere that an id names; null when there is none. Whoever asks still has to pass the gate.</summary>
    public static async Task<ThreadPlace?> FindAsync(HouseDb db, Addresses addresses, string? uri, CancellationToken cancellation)
    {
        if (uri is null || !WireNames.CanBeKept(uri))
        {
            return null;
        }
        if (addresses.PostId(uri) is { } postId)
        {
            return new ThreadPlace(postId, null);
        }
        var commentId = addresses.CommentId(uri);
        return await db.Comments.Where(comment => comment.Uri == uri || (comment.Id == commentId && comment.MemberId != null))
            .Select(comment => new ThreadPlace(comment.PostId, comment.Id)).SingleOrDefaultAsync(cancellation);
    }
}
