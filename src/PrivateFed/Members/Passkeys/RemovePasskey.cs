using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Storage;

namespace PrivateFed.Members.Passkeys;

/// <summary>A person takes a passkey away: of a phone that is lost, say.</summary>
public sealed class RemovePasskey(HouseDb db, AuditLog auditLog)
{
    public async Task<Result<Guid>> RemoveAsync(Guid memberId, Guid passkeyId, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == memberId, cancellation);
        var hasAnother = member.HasPassword || await db.Passkeys.AnyAsync(passkey => passkey.MemberId == memberId && passkey.Id != passkeyId, cancellation);
        if (member.MayPost && !hasAnother)
        {
            return new Refusal("This is your only way in. Please choose a password or add another passkey first.");
        }
        await EndAsync(member, passkeyId, cancellation);
        return passkeyId;
    }

    /// <summary>All of somebody's, when any may be in other hands.</summary>
    /// <returns>Why not: they could not come in again.</returns>
    public async Task<Refusal?> AllAsync(Guid memberId, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == memberId, cancellation);
        var passkeys = await db.Passkeys.Where(passkey => passkey.MemberId == memberId).Select(passkey => passkey.Id).ToListAsync(cancellation);
        if (passkeys.Count > 0 && !member.HasPassword)
        {
            return new Refusal("Without your passkeys you could not sign in again. Please choose a password first.");
        }
        foreach (var passkey in passkeys)
        {
            await EndAsync(member, passkey, cancellation);
        }
        return null;
    }

    /// <summary>Whoever takes it away; whether they may was asked before.</summary>
    internal async Task EndAsync(Member member, Guid passkeyId, CancellationToken cancellation)
    {
        var one = db.Passkeys.Where(passkey => passkey.Id == passkeyId && passkey.MemberId == member.Id);
        if (await one.Select(passkey => passkey.Device).SingleOrDefaultAsync(cancellation) is { } device)
        {
            await auditLog.RecordIfAsync(() => one.ExecuteDeleteAsync(cancellation), write => write.Record(AuditAction.PasskeyRemoved, member, more: device), cancellation);
        }
    }
}
