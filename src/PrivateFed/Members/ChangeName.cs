using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Changes a member's name and sends an Update to the servers that know the old one.</summary>
public sealed class ChangeName(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    public async Task<Result<Member>> ChangeAsync(Guid memberId, string name, CancellationToken cancellation)
    {
        if (DisplayName.Of(name) is not { Length: > 0 and <= Member.NameLength } trimmed)
        {
            return new Refusal("Please enter a name of 1 to {0} characters.", Member.NameLength);
        }
        var member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == memberId, cancellation);
        if (member.Name == trimmed)
        {
            return member;
        }
        auditLog.Record(AuditAction.MemberRenamed, (member.Id, trimmed), more: member.Name);
        member.Name = trimmed;
        await FederateProfile.StageUpdateAsync(db, member, house.Addresses, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return member;
    }
}
