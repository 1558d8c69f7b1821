using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.Members;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>A member deletes their own comment, or the owner any. A member's goes everywhere; a follower's goes from this house only.</summary>
public sealed class DeleteComment(HouseDb db, WriteDown writeDown, TheHouse house, TimeProvider clock, Wake wake)
{
    public async Task<Result<Guid>> ByAsync(Viewer.Local person, Guid commentId, CancellationToken cancellation)
    {
        var comment = await db.VisibleComments(person).WithThread()
            .SingleOrDefaultAsync(comment => comment.Id == commentId && (comment.MemberId == person.MemberId || person.Role == Role.Owner), cancellation);
        if (comment is null)
        {
            return new Refusal("That comment is not there any more.");
        }
        if (comment.MemberId != person.MemberId)
        {
            await WriteDownAsync(comment, cancellation);
        }
        try
        {
            await DeleteAsync([comment], cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new Refusal("That comment is not there any more.");
        }
        return comment.Id;
    }

    /// <summary>Everything that one member said under any post, whether they may still see it or not.</summary>
    public async Task AllOfAsync(Guid memberId, CancellationToken cancellation) =>
        await DeleteAsync(await db.Comments.Where(comment => comment.MemberId == memberId && comment.DeletedAt == null).WithThread().ToListAsync(cancellation), cancellation);

    private async Task WriteDownAsync(Comment comment, CancellationToken cancellation)
    {
        if (comment.MemberId is { } memberId)
        {
            writeDown.That(DeedKind.CommentDeleted, await db.Members.SingleAsync(member => member.Id == memberId, cancellation));
        }
        else
        {
            writeDown.That(DeedKind.CommentDeleted, await db.RemoteActors.SingleAsync(actor => actor.Id == comment.RemoteActorId, cancellation));
        }
    }

    private async Task DeleteAsync(IEnumerable<Comment> comments, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var comment in comments)
        {
            comment.Delete(now);
            db.Reactions.RemoveRange(await db.Reactions.Where(reaction => reaction.CommentId == comment.Id).ToListAsync(cancellation));
            await TellOfComment.DeletedAsync(db, comment, house.Addresses, now, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
    }
}
