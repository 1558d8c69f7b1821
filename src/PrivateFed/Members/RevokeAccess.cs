using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Members.Passkeys;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Lets an owner revoke a member's way in when their phone is lost or their password may be known: a passkey, or the password with its
/// codes and every session that may have started with it. A member without any way in left is given a link. Owners change their own ways in
/// on their own page, which knows which one is the last.
/// </summary>
public sealed class RevokeAccess(HouseDb db, RemovePasskey removePasskey, AuditLog auditLog)
{
    public async Task<Result<Member>> RemovePasskeyAsync(Guid memberId, Guid passkeyId, Guid ownerId, CancellationToken cancellation)
    {
        var member = await FindOtherMemberAsync(memberId, ownerId, cancellation);
        if (member.Succeeded)
        {
            await removePasskey.DeleteAsync(member.Value, passkeyId, cancellation);
        }
        return member;
    }

    /// <summary>Removes all passkeys of a member.</summary>
    public async Task RemovePasskeysAsync(Guid memberId, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking()
            .SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation) is { } member)
        {
            foreach (var passkey in await db.Passkeys.Where(passkey => passkey.MemberId == memberId).Select(passkey => passkey.Id)
                .ToListAsync(cancellation))
            {
                await removePasskey.DeleteAsync(member, passkey, cancellation);
            }
        }
    }

    public async Task<Result<Member>> RemovePasswordAsync(Guid memberId, Guid ownerId, CancellationToken cancellation)
    {
        var member = await FindOtherMemberAsync(memberId, ownerId, cancellation);
        if (member is { Succeeded: true, Value.HasPassword: true })
        {
            member.Value.ForgetPassword();
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(code => code.MemberId == memberId).ToListAsync(cancellation));
            db.SignInLinks.RemoveRange(await db.SignInLinks.Where(link => link.MemberId == memberId && link.ByMail)
                .ToListAsync(cancellation));
            db.PendingSignIns.RemoveRange(await db.PendingSignIns.Where(pending => pending.MemberId == memberId).ToListAsync(cancellation));
            db.Sessions.RemoveRange(await db.Sessions.Where(session => session.MemberId == memberId).ToListAsync(cancellation));
            auditLog.Record(AuditAction.PasswordRemoved, member.Value);
            await db.SaveChangesAsync(cancellation);
        }
        return member;
    }

    private async Task<Result<Member>> FindOtherMemberAsync(Guid memberId, Guid ownerId, CancellationToken cancellation)
    {
        if (memberId == ownerId)
        {
            return new Refusal("To change how you sign in yourself, go to your own page.");
        }
        return await db.Members.SingleOrDefaultAsync(member => member.Id == memberId
            && member.RemovedAt == null, cancellation) is { } member
            ? member
            : new Refusal("There's no member with that name.");
    }
}
