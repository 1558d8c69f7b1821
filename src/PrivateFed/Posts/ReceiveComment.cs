using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// A Create arrives. A Note that replies to a post which its author may see becomes a comment; anything else is kept and ignored, and
/// nobody learns which it was.
/// </summary>
public sealed class ReceiveComment(HouseDb db, TheHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Create create, CancellationToken cancellation)
    {
        if (create.Object is not [{ Embedded: Wire.Note { Id: { } uri } note }]
            || !Authority.AreSame(uri, received.RemoteActor.Uri) || note.AttributedTo is not [{ Id: var author }] || author != received.RemoteActor.Uri
            || note.InReplyTo is not [{ Id: { } parent }, ..] || await PostOfAsync(parent, cancellation) is not { } postId)
        {
            return;
        }
        var mayComment = await db.VisiblePosts(new Viewer.Remote(received.RemoteActorId)).AnyAsync(post => post.Id == postId, cancellation);
        if (!mayComment || await db.Comments.AnyAsync(comment => comment.Uri == uri, cancellation))
        {
            return;
        }
        db.Comments.Add(new Comment
        {
            PostId = postId,
            RemoteActorId = received.RemoteActorId,
            Uri = uri,
            Html = Html.Sanitise(note.Content?.Value ?? ""),
            PublishedAt = Clamp(note.Published, clock.GetUtcNow()),
        });
    }

    /// <summary>The post that a reply belongs to: the parent itself, or the post that the parent comments on.</summary>
    private async Task<Guid?> PostOfAsync(string parent, CancellationToken cancellation) =>
        house.Addresses.PostId(parent)
        ?? await db.Comments.Where(comment => comment.Uri == parent).Select(comment => (Guid?)comment.PostId).SingleOrDefaultAsync(cancellation);

    /// <summary>A comment cannot be from the future, nor from before anybody wrote one.</summary>
    private static DateTimeOffset Clamp(DateTimeOffset? said, DateTimeOffset now) =>
        said is { } moment && moment <= now && moment.Year > 2000 ? moment : now;
}
