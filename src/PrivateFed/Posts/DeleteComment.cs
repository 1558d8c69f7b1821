using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts.ActivityPub;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>
/// Deletes a comment: a member their own, an owner any. A member's comment is deleted on all servers; a follower's only in this house.
/// </summary>
public sealed class DeleteComment(
    HouseDb db, AuditLog auditLog, CurrentHouse house, PhotoFiles files, TimeProvider clock, SweepSignal signal)
{
    public async Task<Result<Guid>> DeleteAsync(Viewer.Local person, Guid commentId, CancellationToken cancellation)
    {
        var comment = await db.VisibleComments(person).WithThread()
            .SingleOrDefaultAsync(comment => comment.Id == commentId
                && (comment.MemberId == person.MemberId || person.Role == Role.Owner), cancellation);
        if (comment is null)
        {
            return new Refusal("That comment is no longer there.");
        }
        if (comment.MemberId != person.MemberId)
        {
            await RecordInAuditLogAsync(comment, cancellation);
        }
        try
        {
            await DeleteAsync([comment], cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new Refusal("That comment is no longer there.");
        }
        return comment.Id;
    }

    /// <summary>Deletes all comments of one member, including those under posts that they can no longer see.</summary>
    public async Task DeleteAllAsync(Guid memberId, CancellationToken cancellation) =>
        await DeleteAsync(await db.Comments.Where(comment => comment.MemberId == memberId && comment.DeletedAt == null).WithThread()
            .ToListAsync(cancellation), cancellation);

    private async Task RecordInAuditLogAsync(Comment comment, CancellationToken cancellation)
    {
        if (comment.MemberId is { } memberId)
        {
            auditLog.Record(AuditAction.CommentDeleted, await db.Members.SingleAsync(member => member.Id == memberId, cancellation));
        }
        else
        {
            auditLog.Record(AuditAction.CommentDeleted,
                await db.RemoteActors.SingleAsync(actor => actor.Id == comment.RemoteActorId, cancellation));
        }
    }

    private async Task DeleteAsync(IEnumerable<Comment> comments, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var photos = new List<Photo>();
        foreach (var comment in comments)
        {
            comment.Delete(now);
            photos.AddRange(await db.Photos.Where(photo => photo.CommentId == comment.Id).ToListAsync(cancellation));
            db.Reactions.RemoveRange(await db.Reactions.Where(reaction => reaction.CommentId == comment.Id).ToListAsync(cancellation));
            await FederateComment.StageDeleteAsync(db, comment, house.Addresses, now, cancellation);
        }
        db.Photos.RemoveRange(photos);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        foreach (var photo in photos)
        {
            await files.DeleteAsync(photo.Id);
        }
    }
}
