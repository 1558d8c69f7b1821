using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Members.Passkeys;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// The owner takes a way in away from somebody whose phone is lost or whose password may be known: a passkey, or the password with the
/// codes that belong to it and every device that may have come in by it. Who has no way in left is given a link. Their own ways in owners change on their own page, which knows which
/// one is their last.
/// </summary>
public sealed class RevokeAccess(HouseDb db, RemovePasskey drop, AuditLog auditLog)
{
    /// <param name="memberId">Whose.</param>
    /// <param name="passkeyId">Which.</param>
    /// <param name="ownerId">Who decides.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Result<Member>> RemovePasskeyAsync(Guid memberId, Guid passkeyId, Guid ownerId, CancellationToken cancellation)
    {
        var member = await EndSessionsAsync(memberId, ownerId, cancellation);
        if (member.Succeeded)
        {
            await drop.EndAsync(member.Value, passkeyId, cancellation);
        }
        return member;
    }

    /// <summary>All of them, with the devices.</summary>
    public async Task RemovePasskeysAsync(Guid memberId, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation) is { } member)
        {
            foreach (var passkey in await db.Passkeys.Where(passkey => passkey.MemberId == memberId).Select(passkey => passkey.Id).ToListAsync(cancellation))
            {
                await drop.EndAsync(member, passkey, cancellation);
            }
        }
    }

    public async Task<Result<Member>> RemovePasswordAsync(Guid memberId, Guid ownerId, CancellationToken cancellation)
    {
        var member = await EndSessionsAsync(memberId, ownerId, cancellation);
        if (member is { Succeeded: true, Value.HasPassword: true })
        {
            member.Value.ForgetPassword();
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(code => code.MemberId == memberId).ToListAsync(cancellation));
            db.SignInLinks.RemoveRange(await db.SignInLinks.Where(link => link.MemberId == memberId && link.ByMail).ToListAsync(cancellation));
            db.PendingSignIns.RemoveRange(await db.PendingSignIns.Where(halfway => halfway.MemberId == memberId).ToListAsync(cancellation));
            db.Sessions.RemoveRange(await db.Sessions.Where(session => session.MemberId == memberId).ToListAsync(cancellation));
            auditLog.Record(AuditAction.PasswordRemoved, member.Value);
            await db.SaveChangesAsync(cancellation);
        }
        return member;
    }

    private async Task<Result<Member>> EndSessionsAsync(Guid memberId, Guid ownerId, CancellationToken cancellation)
    {
        if (memberId == ownerId)
        {
            return new Refusal("Your own ways in you change on the page about you.");
        }
        return await db.Members.SingleOrDefaultAsync(member => member.Id == memberId && member.RemovedAt == null, cancellation) is { } member
            ? member
            : new Refusal("Nobody of that name is a member.");
    }
}
