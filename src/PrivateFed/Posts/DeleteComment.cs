using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Posts;

/// <summary>A member deletes their own comment, or the owner any. A member's goes everywhere; a follower's goes from this house only.</summary>
public sealed class DeleteComment(HouseDb db, TheHouse house, TimeProvider clock, Wake wake)
{
    public async Task<Result<Guid>> ByAsync(Viewer.Local person, Guid commentId, CancellationToken cancellation)
    {
        var comment = await db.VisibleComments(person).WithThread()
            .SingleOrDefaultAsync(comment => comment.Id == commentId && (comment.MemberId == person.MemberId || person.Role == Role.Owner), cancellation);
        if (comment is null)
        {
            return new Refusal("That comment is not there any more.");
        }
        comment.Delete(clock.GetUtcNow());
        await TellOfComment.DeletedAsync(db, comment, house.Addresses, comment.DeletedAt!.Value, cancellation);
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return comment.Id;
    }
}
