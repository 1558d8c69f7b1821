using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Makes a member an owner, or lets an owner step down to author.</summary>
public sealed class ChangeRole(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    public Task<Result<Member>> ToOwnerAsync(Guid memberId, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => ToOwnerOnceAsync(memberId, cancellation));

    private async Task<Result<Member>> ToOwnerOnceAsync(Guid memberId, CancellationToken cancellation)
    {
        var member = await db.Members.SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation);
        if (member is null)
        {
            return new Refusal("There's no member with that name.");
        }
        member.Role = Role.Owner;
        auditLog.Record(AuditAction.MadeOwner, member);
        await NotifyOfAccessChange.StageAsync(db, memberId, AuditAction.MadeOwner, "", clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        return member;
    }

    public async Task<Result<Member>> StepDownAsync(Guid ownerId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await LastOwner.LockOwnersAsync(db, cancellation);
        if (await LastOwner.IsLastAsync(db, ownerId, cancellation))
        {
            return LastOwner.RefuseRemoval;
        }
        var member = await db.Members.SingleAsync(member => member.Id == ownerId, cancellation);
        member.Role = Role.Author;
        auditLog.Record(AuditAction.SteppedDown, member);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return member;
    }
}
