using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>
/// Finds the remote actors that a member's comment is sent to: those who have the post, and the author of the comment that it answers if
/// they may see the post.
/// </summary>
public static class ReadersOfComment
{
    public static async Task<List<RemoteActor>> FindAsync(HouseDb db, Comment comment, CancellationToken cancellation)
    {
        var readers = await Readers.FindAsync(db, comment.Post, cancellation);
        // A follower of another author here may see the post, too, and have commented on it.
        if (comment.Parent?.RemoteActor is { } answered && readers.TrueForAll(reader => reader.Id != answered.Id)
            && await db.VisiblePosts(new Viewer.Remote(answered.Id)).AnyAsync(post => post.Id == comment.PostId, cancellation))
        {
            readers.Add(answered);
        }
        return readers;
    }

    /// <summary>The post to comment on, with what is needed to find its readers; null if the writer may not see it.</summary>
    public static Task<Post?> ThreadAsync(HouseDb db, Viewer writer, Guid postId, CancellationToken cancellation) =>
        db.VisiblePosts(writer).Include(post => post.Author.Actor).Include(post => post.Circles)
            .SingleOrDefaultAsync(post => post.Id == postId, cancellation);

    /// <summary>Includes the same for existing comments.</summary>
    public static IQueryable<Comment> WithThread(this IQueryable<Comment> comments) => comments
        .Include(comment => comment.Post.Author.Actor).Include(comment => comment.Post.Circles)
        .Include(comment => comment.Member!.Actor).Include(comment => comment.Parent!.Member!.Actor)
        .Include(comment => comment.Parent!.RemoteActor!.Host).Include(comment => comment.Photo);
}
