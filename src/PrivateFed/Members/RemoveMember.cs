using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// The owner removes a member: every device of theirs is signed out with its next request, no way in of theirs
/// opens any more, and they are in no circle. Whoever followed them follows them no longer.
/// </summary>
public sealed class RemoveMember(HouseDb db, AuditLog auditLog, Settings settings, TimeProvider clock)
{
    public Task<Result<Member>> WithIdAsync(Guid memberId, CancellationToken cancellation) =>
        EndAsync(memberId, member => auditLog.Record(AuditAction.MemberRemoved, member), cancellation);

    /// <summary>They leave, having taken their yes back.</summary>
    public Task<Result<Member>> ByThemselvesAsync(Guid memberId, bool erased, CancellationToken cancellation) =>
        EndAsync(memberId, member => auditLog.RecordBy(member, erased ? AuditAction.MemberErased : AuditAction.MemberLeft), cancellation);

    private async Task<Result<Member>> EndAsync(Guid memberId, Action<Member> write, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await LastOwner.HoldOwnersAsync(db, cancellation);
        var member = await db.Members.Include(member => member.Actor).SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation);
        if (member is null)
        {
            return new Refusal("Nobody of that name is a member.");
        }
        if (await LastOwner.IsLastAsync(db, memberId, cancellation))
        {
            return LastOwner.Stays;
        }
        var avatar = member.AvatarId;
        member.Remove(clock.GetUtcNow());
        write(member);
        await CloseWaysInAsync(memberId, cancellation);
        foreach (var circle in await db.Circles.Include(circle => circle.Members).Where(circle => circle.Members.Any(other => other.Id == memberId)).ToListAsync(cancellation))
        {
            circle.Members.RemoveAll(other => other.Id == memberId);
        }
        await EndFollowsOfAuthor.AsTheyGoAsync(db, member.Actor.Id, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (avatar is { } picture)
        {
            AvatarFiles.Delete(settings, picture);
        }
        return member;
    }

    /// <summary>Also the invitations that they gave and nobody used yet: whoever is out lets nobody in.</summary>
    private async Task CloseWaysInAsync(Guid memberId, CancellationToken cancellation)
    {
        await db.Sessions.Where(session => session.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.SignInLinks.Where(link => link.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.PendingSignIns.Where(halfway => halfway.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.Passkeys.Where(passkey => passkey.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.RecoveryCodes.Where(code => code.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        // What nobody but they could read, and what was to share itself some day.
        await db.Drafts.Where(draft => draft.AuthorId == memberId).ExecuteDeleteAsync(cancellation);
        await ForgetNews.OfMemberAsync(db, memberId, cancellation);
        await db.Invitations.Where(invitation => invitation.InvitedById == memberId && invitation.UsedAt == null).ExecuteDeleteAsync(cancellation);
    }
}
