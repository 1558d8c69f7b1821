using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members.Passkeys;

/// <summary>Removes a member's passkeys, for example those of a lost phone.</summary>
public sealed class RemovePasskey(HouseDb db, AuditLog auditLog)
{
    public async Task<Result<Guid>> RemoveAsync(Guid memberId, Guid passkeyId, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == memberId, cancellation);
        var hasAnother = member.HasPassword
            || await db.Passkeys.AnyAsync(passkey => passkey.MemberId == memberId && passkey.Id != passkeyId, cancellation);
        if (member.MayPost && !hasAnother)
        {
            return new Refusal("This is your only way to sign in. Please set a password or add another passkey first.");
        }
        await DeleteAsync(member, passkeyId, cancellation);
        return passkeyId;
    }

    /// <summary>Removes all of a member's passkeys, when any of them may be in other hands.</summary>
    /// <returns>The reason for refusal: the member could not sign in again.</returns>
    public async Task<Refusal?> RemoveAllAsync(Guid memberId, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == memberId, cancellation);
        var passkeys = await db.Passkeys.Where(passkey => passkey.MemberId == memberId).Select(passkey => passkey.Id)
            .ToListAsync(cancellation);
        if (passkeys.Count > 0 && !member.HasPassword)
        {
            return new Refusal("Without your passkeys, you couldn't sign in again. Please set a password first.");
        }
        foreach (var passkey in passkeys)
        {
            await DeleteAsync(member, passkey, cancellation);
        }
        return null;
    }

    /// <summary>Removes a passkey on anybody's behalf; callers have checked the permission.</summary>
    internal async Task DeleteAsync(Member member, Guid passkeyId, CancellationToken cancellation)
    {
        var found = db.Passkeys.Where(passkey => passkey.Id == passkeyId && passkey.MemberId == member.Id);
        if (await found.Select(passkey => passkey.Device).SingleOrDefaultAsync(cancellation) is { } device)
        {
            await auditLog.RecordIfAsync(
                () => found.ExecuteDeleteAsync(cancellation),
                log => log.Record(AuditAction.PasskeyRemoved, member, more: device),
                cancellation);
        }
    }
}
