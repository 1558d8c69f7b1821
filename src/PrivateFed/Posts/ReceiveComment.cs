using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Handles a Create. A Note, an Article or a poll becomes a comment when it replies to a post that its author may see, or to a comment
/// under one. Anything else is ignored, and the sender does not learn why. The text is parsed only once it is known to be wanted.
/// </summary>
public sealed class ReceiveComment(HouseDb db, CurrentHouse house, TimeProvider clock)
{
    public async Task HandleAsync(ReceivedActivity received, Wire.Create create, CancellationToken cancellation)
    {
        if (create.Object is not [{ Embedded: { Id: { } uri } said }] || said is not (Wire.Note or Wire.Article or Wire.Question)
            || !IsOwn(uri, said, received.RemoteActor.Uri) || said.InReplyTo is not [{ Id: var parent }, ..]
            || await ReplyTarget.FindAsync(db, house.Addresses, parent, cancellation) is not { } place)
        {
            return;
        }
        var post = await db.VisiblePosts(new Viewer.Remote(received.RemoteActorId)).Include(post => post.Circles)
            .SingleOrDefaultAsync(post => post.Id == place.PostId, cancellation);
        if (post is null || await IsKnownAsync(received, uri, cancellation) || ReadNote.Of(said) is not { } note)
        {
            return;
        }
        var comment = new Comment
        {
            PostId = place.PostId,
            ParentId = place.CommentId,
            RemoteActorId = received.RemoteActorId,
            Uri = uri,
            Html = await HideMentions.HideAsync(db, house.Addresses, note.Html, place.CommentId, cancellation),
            Warning = note.Warning,
            Language = note.Language,
            Extras = note.Extras,
            PublishedAt = Clamp(said.Published, clock.GetUtcNow()),
        };
        db.Comments.Add(comment);
        FailIfPostDeleted.StageCheck(db, post);
        await NotifyMembers.StageCommentAsync(db, post, comment, clock.GetUtcNow(), cancellation);
    }

    /// <summary>
    /// True when the object is on the actor's server and attributed to nobody else. An object without attributedTo counts as written by the
    /// Create's actor.
    /// </summary>
    private static bool IsOwn(string uri, Wire.Thing said, string actor) =>
        Authority.AreSame(uri, actor) && WireNames.CanBeStored(uri)
            && (said.AttributedTo is [] || (said.AttributedTo is [{ Id: var author }] && author == actor));

    /// <summary>True when the comment exists already, or its Delete was handled before it.</summary>
    private async Task<bool> IsKnownAsync(ReceivedActivity received, string uri, CancellationToken cancellation) =>
        await db.Comments.AnyAsync(comment => comment.Uri == uri, cancellation)
        || await db.ReceivedActivities.AnyAsync(
            other => other.RemoteActorId == received.RemoteActorId && other.Type == "Delete" && other.ObjectUri == uri
                && other.HandledAt != null, cancellation);

    /// <summary>A comment cannot be from the future, nor from before the year 2001; then the current time is used.</summary>
    private static DateTimeOffset Clamp(DateTimeOffset? said, DateTimeOffset now) =>
        said is { } moment && moment <= now && moment.Year > 2000 ? moment : now;
}
