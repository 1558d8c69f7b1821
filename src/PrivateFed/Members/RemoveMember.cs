using Microsoft.EntityFrameworkCore;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>The owner removes a member: every device of theirs is signed out with its next request, and they are in no circle any more.</summary>
public sealed class RemoveMember(HouseDb db, TimeProvider clock)
{
    public async Task<Result<Member>> WithIdAsync(Guid memberId, CancellationToken cancellation)
    {
        var member = await db.Members.Include(member => member.Actor).SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation);
        if (member is null)
        {
            return new Refusal("Nobody of that name is a member.");
        }
        if (member.Role == Role.Owner && await db.Members.CountAsync(other => other.Role == Role.Owner && other.RemovedAt == null, cancellation) == 1)
        {
            return new Refusal("The last owner cannot be removed: nobody could open the door any more.");
        }
        member.Remove(clock.GetUtcNow());
        db.Sessions.RemoveRange(await db.Sessions.Where(session => session.MemberId == memberId).ToListAsync(cancellation));
        foreach (var circle in await db.Circles.Include(circle => circle.Members).Where(circle => circle.Members.Any(other => other.Id == memberId)).ToListAsync(cancellation))
        {
            circle.Members.RemoveAll(other => other.Id == memberId);
        }
        await db.SaveChangesAsync(cancellation);
        return member;
    }
}
