using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Audiences;

/// <summary>Which people elsewhere a member's comment is sent to: those who have the post, and whoever it answers if they may see it.</summary>
public static class ReadersOfComment
{
    public static async Task<List<RemoteActor>> FindAsync(HouseDb db, Comment comment, CancellationToken cancellation)
    {
        var readers = await Readers.FindAsync(db, comment.Post, cancellation);
        // A follower of another author here may see the post, too, and have spoken under it.
        if (comment.Parent?.RemoteActor is { } answered && readers.TrueForAll(reader => reader.Id != answered.Id)
            && await db.VisiblePosts(new Viewer.Remote(answered.Id)).AnyAsync(post => post.Id == comment.PostId, cancellation))
        {
            readers.Add(answered);
        }
        return readers;
    }

    /// <summary>The post under which somebody writes, with what it takes to find its readers; null when it is not for them.</summary>
    public static Task<Post?> ThreadAsync(HouseDb db, Viewer writer, Guid postId, CancellationToken cancellation) =>
        db.VisiblePosts(writer).Include(post => post.Author.Actor).Include(post => post.Circles).SingleOrDefaultAsync(post => post.Id == postId, cancellation);

    /// <summary>The same for comments that are there already.</summary>
    public static IQueryable<Comment> WithThread(this IQueryable<Comment> comments) => comments
        .Include(comment => comment.Post.Author.Actor).Include(comment => comment.Post.Circles)
        .Include(comment => comment.Member!.Actor).Include(comment => comment.Parent!.Member!.Actor).Include(comment => comment.Parent!.RemoteActor!.Host);
}
