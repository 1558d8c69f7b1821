using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Follows;
using PrivateFed.Media;
using PrivateFed.Media.Storing;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Removes a member. Their devices are signed out with the next request, no way in of theirs works any more, they leave all circles, and
/// their followers no longer follow them.
/// </summary>
public sealed class RemoveMember(HouseDb db, AuditLog auditLog, MediaStorage storage, TimeProvider clock)
{
    public Task<Result<Member>> RemoveAsync(Guid memberId, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(
            db, () => RemoveAsync(memberId, member => auditLog.Record(AuditAction.MemberRemoved, member), cancellation));

    /// <summary>The member leaves after withdrawing consent.</summary>
    public Task<Result<Member>> LeaveAsync(Guid memberId, bool erased, CancellationToken cancellation) =>
        RemoveAsync(
            memberId, member => auditLog.RecordBy(member, erased ? AuditAction.MemberErased : AuditAction.MemberLeft), cancellation);

    private async Task<Result<Member>> RemoveAsync(Guid memberId, Action<Member> record, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await LastOwner.LockOwnersAsync(db, cancellation);
        var member = await db.Members.Include(member => member.Actor)
            .SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation);
        if (member is null)
        {
            return new Refusal("There's no member with that name.");
        }
        if (await LastOwner.IsLastAsync(db, memberId, cancellation))
        {
            return LastOwner.RefuseRemoval;
        }
        var avatar = member.AvatarId;
        member.Remove(clock.GetUtcNow());
        record(member);
        await DeleteAccessAsync(memberId, cancellation);
        foreach (var circle in await db.Circles.Include(circle => circle.Members)
            .Where(circle => circle.Members.Any(other => other.Id == memberId)).ToListAsync(cancellation))
        {
            circle.Members.RemoveAll(other => other.Id == memberId);
        }
        await EndFollowsOfAuthor.StageEndAsync(db, member.Actor.Id, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (avatar is { } picture)
        {
            await AvatarFiles.DeleteAsync(storage, picture);
        }
        return member;
    }

    /// <summary>Also deletes the unused invitations that they made: a removed member admits nobody.</summary>
    private async Task DeleteAccessAsync(Guid memberId, CancellationToken cancellation)
    {
        await db.Sessions.Where(session => session.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.SignInLinks.Where(link => link.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.PendingSignIns.Where(pending => pending.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.Passkeys.Where(passkey => passkey.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.RecoveryCodes.Where(code => code.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        // Drafts that only the author could read, including scheduled ones.
        await db.Drafts.Where(draft => draft.AuthorId == memberId).ExecuteDeleteAsync(cancellation);
        await DeleteNews.DeleteOfMemberAsync(db, memberId, cancellation);
        await db.Invitations.Where(invitation => invitation.InvitedById == memberId && invitation.UsedAt == null)
            .ExecuteDeleteAsync(cancellation);
    }
}
