using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>A person chooses a password. Every other session of theirs ends with its next request, and no link opens any more.</summary>
public sealed class ChangePassword(HouseDb db, AuditLog auditLog, TimeProvider clock)
{
    /// <param name="memberId">Whose.</param>
    /// <param name="sessionId">The device where it is chosen, which stays signed in.</param>
    /// <param name="current">The present one; whoever has none, or came in by the owner's link a moment ago, need not tell it.</param>
    /// <param name="wanted">The new one.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Result<Member>> ChangeAsync(Guid memberId, Guid sessionId, string current, string wanted, CancellationToken cancellation)
    {
        var member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == memberId, cancellation);
        var session = await db.Sessions.SingleAsync(session => session.Id == sessionId, cancellation);
        var isAnew = session.MayReplacePassword(clock.GetUtcNow());
        if (member.HasPassword && !isAnew && !await Password.IsRightAsync(current, member.PasswordHash, cancellation))
        {
            return new Refusal("That is not your present password.");
        }
        session.ByLink = false;
        return await ReplaceAsync(member, sessionId, wanted, isAnew, cancellation);
    }

    /// <summary>The operator gives somebody another password; they are signed out everywhere.</summary>
    public async Task<Result<Member>> ByOperatorAsync(Guid memberId, string wanted, CancellationToken cancellation)
    {
        var member = await db.Members.Include(member => member.Actor).SingleAsync(member => member.Id == memberId, cancellation);
        return await ReplaceAsync(member, keptSessionId: null, wanted, isAnew: true, cancellation);
    }

    /// <param name="member">Whose.</param>
    /// <param name="keptSessionId">Stays signed in.</param>
    /// <param name="wanted">The new one.</param>
    /// <param name="isAnew">On the owner's or the operator's word: the phone with the codes may be lost as well, so none are asked for any more.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    private async Task<Result<Member>> ReplaceAsync(Member member, Guid? keptSessionId, string wanted, bool isAnew, CancellationToken cancellation)
    {
        if (Password.Check(wanted, member.Name, member.Actor.Handle) is { } weak)
        {
            return weak;
        }
        member.PasswordHash = await Password.HashAsync(wanted, cancellation);
        if (isAnew)
        {
            member.CodeSecret = null;
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(code => code.MemberId == member.Id).ToListAsync(cancellation));
        }
        auditLog.Record(AuditAction.PasswordSet, member);
        await NotifyOfAccessChange.StageAsync(db, member.Id, AuditAction.PasswordSet, "", clock.GetUtcNow(), cancellation);
        db.Sessions.RemoveRange(await db.Sessions.Where(session => session.MemberId == member.Id && session.Id != keptSessionId).ToListAsync(cancellation));
        db.PendingSignIns.RemoveRange(await db.PendingSignIns.Where(halfway => halfway.MemberId == member.Id).ToListAsync(cancellation));
        db.SignInLinks.RemoveRange(await db.SignInLinks.Where(link => link.MemberId == member.Id).ToListAsync(cancellation));
        await db.SaveChangesAsync(cancellation);
        return member;
    }
}
