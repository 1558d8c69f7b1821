using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>Sets a member's password. Their other sessions end with the next request, and their sign-in links stop working.</summary>
public sealed class ChangePassword(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    /// <param name="sessionId">The session that makes the change, which stays signed in.</param>
    /// <param name="current">
    /// The present password. Not checked if the member has none, or signed in with the owner's link within the last day.
    /// </param>
    public async Task<Result<Member>> ChangeAsync(
        Guid memberId, Guid sessionId, string current, string newPassword, CancellationToken cancellation)
    {
        var member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == memberId, cancellation);
        var session = await db.Sessions.SingleAsync(session => session.Id == sessionId, cancellation);
        var isReset = session.MayReplacePassword(clock.GetUtcNow());
        if (member.HasPassword && !isReset && !await Password.VerifyAsync(current, member.PasswordHash, cancellation))
        {
            return new Refusal("That isn't your current password.");
        }
        session.ByLink = false;
        return await ReplaceAsync(member, sessionId, newPassword, isReset, cancellation);
    }

    /// <summary>Lets the operator set a member's password; the member is signed out everywhere.</summary>
    public async Task<Result<Member>> ResetByOperatorAsync(Guid memberId, string newPassword, CancellationToken cancellation)
    {
        var member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == memberId, cancellation);
        return await ReplaceAsync(member, keptSessionId: null, newPassword, isReset: true, cancellation);
    }

    /// <param name="keptSessionId">The session that stays signed in, if any.</param>
    /// <param name="isReset">
    /// On the owner's or the operator's word. The phone that makes the codes may be lost as well, so no more codes are required.
    /// </param>
    private async Task<Result<Member>> ReplaceAsync(
        Member member, Guid? keptSessionId, string newPassword, bool isReset, CancellationToken cancellation)
    {
        if (Password.Check(newPassword, member.Name, member.Actor.Handle) is { } weak)
        {
            return weak;
        }
        member.PasswordHash = await Password.HashAsync(newPassword, cancellation);
        if (isReset)
        {
            member.CodeSecret = null;
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(code => code.MemberId == member.Id).ToListAsync(cancellation));
        }
        auditLog.Record(AuditAction.PasswordSet, member);
        await NotifyOfAccessChange.StageAsync(db, member.Id, AuditAction.PasswordSet, "", clock.GetUtcNow(), cancellation);
        db.Sessions.RemoveRange(await db.Sessions.Where(session => session.MemberId == member.Id && session.Id != keptSessionId)
            .ToListAsync(cancellation));
        db.PendingSignIns.RemoveRange(await db.PendingSignIns.Where(pending => pending.MemberId == member.Id).ToListAsync(cancellation));
        db.SignInLinks.RemoveRange(await db.SignInLinks.Where(link => link.MemberId == member.Id).ToListAsync(cancellation));
        await db.SaveChangesAsync(cancellation);
        return member;
    }
}
