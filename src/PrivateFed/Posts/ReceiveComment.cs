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
    public async Task HandleAsync(ReceivedActivity received, CancellationToken cancellation)
    {
        var note = ActivityJson.Parse(received.Document).First("object");
        if (note is not { } json || json.Text("type") != "Note" || json.Text("id") is not { } uri
            || !Authority.AreSame(uri, received.RemoteActor.Uri) || json.Id("attributedTo") != received.RemoteActor.Uri
            || json.Id("inReplyTo") is not { } parent || await PostOfAsync(parent, cancellation) is not { } postId)
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
            Html = Html.Sanitise(json.Text("content") ?? ""),
            PublishedAt = Clamp(json.Moment("published"), clock.GetUtcNow()),
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
