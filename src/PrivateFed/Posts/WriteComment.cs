using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Notifications;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Adds a member's comment, with or without a photo, to a post that they may see, or to a comment on it; deliveries to the readers' servers
/// are enqueued in the same transaction.
/// </summary>
public sealed class WriteComment(HouseDb db, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    private static readonly Refusal PostIsGone = new("That post is no longer there.");

    /// <summary>Why a comment with a photo would be refused, asked before the photo is worked on; null when it would not be.</summary>
    public async Task<Refusal?> CheckAsync(
        Viewer.Local writer, Guid postId, string text, string description, CancellationToken cancellation) =>
        await db.VisiblePosts(writer).AnyAsync(post => post.Id == postId, cancellation)
            ? CommentText.Check(text, hasPhoto: true) ?? PostText.CheckDescriptions([description])
            : PostIsGone;

    /// <param name="photo">An unpublished photo of the writer's; null for a comment without one.</param>
    public async Task<Result<Guid>> WriteAsync(
        Viewer.Local writer, Guid postId, Guid? parentId, string text, CancellationToken cancellation, DescribedPhoto? photo = null)
    {
        var descriptions = photo is null ? Array.Empty<string>() : [photo.Description];
        if ((CommentText.Check(text, photo is not null) ?? PostText.CheckDescriptions(descriptions)) is { } wrong)
        {
            return wrong;
        }
        if (await ReadersOfComment.ThreadAsync(db, writer, postId, cancellation) is not { } post)
        {
            return PostIsGone;
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
        if (photo is not null && !await TakePhotoAsync(comment, photo, cancellation))
        {
            return new Refusal("That photo is no longer there.");
        }
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
            return PostIsGone;
        }
        signal.Set();
        return comment.Id;
    }

    /// <returns>False when the writer has no such unpublished photo.</returns>
    private async Task<bool> TakePhotoAsync(Comment comment, DescribedPhoto wanted, CancellationToken cancellation)
    {
        comment.Photo = await db.Photos.Unpublished()
            .SingleOrDefaultAsync(photo => photo.Id == wanted.Id && photo.UploadedById == comment.MemberId, cancellation);
        if (comment.Photo is null)
        {
            return false;
        }
        comment.Photo.Description = wanted.Description.Trim();
        return true;
    }
}
