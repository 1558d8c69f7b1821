using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Notifications;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Adds a member's comment to a post that they may see, or to a comment on it; deliveries to the readers' servers are enqueued in the same
/// transaction.
/// </summary>
public sealed class WriteComment(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    public async Task<Result<Guid>> WriteAsync(
        Viewer.Local writer, Guid postId, Guid? parentId, string text, CancellationToken cancellation)
    {
        if (CommentText.Check(text) is { } wrong)
        {
            return wrong;
        }
        if (await ReadersOfComment.ThreadAsync(db, writer, postId, cancellation) is not { } post)
        {
            return new Refusal("That post is no longer there.");
        }
        var parent = parentId is null ? null
            : await db.VisibleComments(writer).Include(comment => comment.Member!.Actor).Include(comment => comment.RemoteActor!.Host)
            .SingleOrDefaultAsync(comment => comment.Id == parentId && comment.PostId == postId, cancellation);
        if (parentId is not null && parent is null)
        {
            return new Refusal(
                "The comment you're replying to was deleted in the meantime. Your words are still here: if you send them now, "
                    + "they'll be a comment on the post.");
        }
        var comment = new Comment
        {
            PostId = post.Id,
            Post = post,
            ParentId = parent?.Id,
            Parent = parent,
            MemberId = writer.MemberId,
            Member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == writer.MemberId, cancellation),
            Text = text.Trim(),
            Html = MarkdownText.ToHtml(text),
            PublishedAt = clock.GetUtcNow(),
        };
        db.Comments.Add(comment);
        await NotifyMembers.StageCommentAsync(db, post, comment, comment.PublishedAt, cancellation);
        await FederateComment.StageCreateAsync(db, comment, house.Addresses, comment.PublishedAt, cancellation);
        FailIfPostDeleted.StageCheck(db, post);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new Refusal("That post is no longer there.");
        }
        signal.Set();
        return comment.Id;
    }
}
