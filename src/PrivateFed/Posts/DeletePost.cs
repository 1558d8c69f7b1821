using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Deletes a post, by its author or an owner: text, photos and comments are erased here, and every server that has a copy gets a Delete.
/// </summary>
public sealed class DeletePost(HouseDb db, AuditLog auditLog, CurrentHouse house, PhotoFiles files, TimeProvider clock, SweepSignal signal)
{
    public Task<Result<Guid>> DeleteAsync(Guid memberId, Role role, Guid postId, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptAsync(memberId, role, postId, cancellation));

    private async Task<Result<Guid>> AttemptAsync(Guid memberId, Role role, Guid postId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var post = await db.Posts.Include(post => post.Author.Actor).Include(post => post.Circles).AsSplitQuery()
            .SingleOrDefaultAsync(post => post.Id == postId && post.DeletedAt == null
                && (post.AuthorId == memberId || role == Role.Owner), cancellation);
        if (post is null)
        {
            return new Refusal("That post isn't there.");
        }
        await EmptyAsync(post, memberId, cancellation);
        // Read only now, after the save: from here on nobody can edit the post or comment on it, so this finds everything to erase.
        var photos = await db.Photos.Where(photo => photo.PostId == postId
            || db.Comments.IgnoreQueryFilters().Any(comment => comment.Id == photo.CommentId && comment.PostId == postId))
            .ToListAsync(cancellation);
        db.RemoveRange(photos);
        await db.Reactions.IgnoreQueryFilters().Where(reaction => reaction.PostId == postId).ExecuteDeleteAsync(cancellation);
        await db.PostVersions.Where(version => version.PostId == postId).ExecuteDeleteAsync(cancellation);
        await FederatePost.StageDeleteAsync(db, post, house.Addresses, post.DeletedAt!.Value, cancellation);
        foreach (var comment in await db.Comments.IgnoreQueryFilters().Include(comment => comment.Member!.Actor)
            .Where(comment => comment.PostId == postId && comment.DeletedAt == null).ToListAsync(cancellation))
        {
            comment.Delete(post.DeletedAt.Value);
            await FederateComment.StageDeleteAsync(db, comment, house.Addresses, post.DeletedAt.Value, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Set();
        foreach (var photo in photos)
        {
            await files.DeleteAsync(photo.Id);
        }
        return post.Id;
    }

    /// <summary>
    /// Waits for concurrent edits and comments, and blocks new ones until the transaction ends. When somebody else deleted the post first, the
    /// save fails, and the next attempt does not find it.
    /// </summary>
    private Task EmptyAsync(Post post, Guid memberId, CancellationToken cancellation)
    {
        if (post.AuthorId != memberId)
        {
            auditLog.Record(AuditAction.PostDeleted, post.Author);
        }
        post.Delete(clock.GetUtcNow());
        return db.SaveChangesAsync(cancellation);
    }
}
