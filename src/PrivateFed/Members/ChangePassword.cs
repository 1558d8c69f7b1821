using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A person chooses a new password. Every other session of theirs ends with its next request.</summary>
public sealed class ChangePassword(HouseDb db)
{
    public async Task<Result<Member>> OfAsync(Guid memberId, Guid keptSessionId, string current, string wanted, CancellationToken cancellation)
    {
        var member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == memberId, cancellation);
        if (!await Password.IsRightAsync(current, member.PasswordHash, cancellation))
        {
            return new Refusal("That is not your present password.");
        }
        if (Password.Check(wanted, member.Name, member.Actor.Handle) is { } weak)
        {
            return weak;
        }
        member.PasswordHash = await Password.HashAsync(wanted, cancellation);
        db.Sessions.RemoveRange(await db.Sessions.Where(session => session.MemberId == memberId && session.Id != keptSessionId).ToListAsync(cancellation));
        await db.SaveChangesAsync(cancellation);
        return member;
    }
}
