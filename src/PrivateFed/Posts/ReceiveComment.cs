using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Notifications;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// A Create arrives. A Note, or a poll, that replies to a post which its author may see, or to a comment under one, becomes a comment;
/// anything else is kept and ignored, and nobody learns which it was.
/// </summary>
public sealed class ReceiveComment(HouseDb db, TheHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Create create, CancellationToken cancellation)
    {
        if (create.Object is not [{ Embedded: { Id: { } uri } said }] || said is not (Wire.Note or Wire.Question)
            || !Authority.AreSame(uri, received.RemoteActor.Uri) || said.AttributedTo is not [{ Id: var author }] || author != received.RemoteActor.Uri
            || ReadNote.Of(said) is not { } note || said.InReplyTo is not [{ Id: { } parent }, ..] || await PlaceAsync(parent, cancellation) is not { } place)
        {
            return;
        }
        var post = await db.VisiblePosts(new Viewer.Remote(received.RemoteActorId)).Include(post => post.Circles)
            .SingleOrDefaultAsync(post => post.Id == place.PostId, cancellation);
        if (post is null || await db.Comments.AnyAsync(comment => comment.Uri == uri, cancellation))
        {
            return;
        }
        var comment = new Comment
        {
            PostId = place.PostId,
            ParentId = place.ParentId,
            RemoteActorId = received.RemoteActorId,
            Uri = uri,
            Html = note.Html,
            Warning = note.Warning,
            Language = note.Language,
            Extras = note.Extras,
            PublishedAt = Clamp(said.Published, clock.GetUtcNow()),
        };
        db.Comments.Add(comment);
        MustStand.WhileSaved(db, post);
        await TellMembers.OfCommentAsync(db, post, comment, clock.GetUtcNow(), cancellation);
    }

    /// <summary>Where a reply belongs: under a post, or under a comment of a member or of somebody elsewhere.</summary>
    private async Task<Place?> PlaceAsync(string parent, CancellationToken cancellation)
    {
        if (house.Addresses.PostId(parent) is { } postId)
        {
            return new Place(postId, null);
        }
        var commentId = house.Addresses.CommentId(parent);
        return await db.Comments.Where(comment => comment.Uri == parent || (comment.Id == commentId && comment.MemberId != null))
            .Select(comment => new Place(comment.PostId, comment.Id)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>A comment cannot be from the future, nor from before anybody wrote one.</summary>
    private static DateTimeOffset Clamp(DateTimeOffset? said, DateTimeOffset now) =>
        said is { } moment && moment <= now && moment.Year > 2000 ? moment : now;

    private sealed record Place(Guid PostId, Guid? ParentId);
}
