using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Jobs;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>Somebody opens the link that was mailed to an address, on whatever device: the address is theirs.</summary>
public sealed class ConfirmAddress(HouseDb db, AuditLog auditLog, TimeProvider clock, SweepSignal signal)
{
    /// <summary>The letterbox that a link is for; null when it is for none, or for none any more. Looking confirms nothing.</summary>
    public Task<MailPreferences?> LookAsync(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.MailPreferences.Include(box => box.Member).SingleOrDefaultAsync(box => box.ConfirmHash == hash && box.ConfirmEndsAt > now && box.Member.RemovedAt == null, cancellation);
    }

    public async Task<MailPreferences?> UseAsync(string secret, CancellationToken cancellation)
    {
        if (await LookAsync(secret, cancellation) is not { } box)
        {
            return null;
        }
        var (before, hash, now) = (box.Address, box.ConfirmHash, clock.GetUtcNow());
        box.Confirm(now);
        // One letter to the address of before: that letters go elsewhere now. It is told nothing more of the same.
        var farewell = before is null || before == box.Address
            ? null
            : new Email { Kind = EmailKind.AddressChanged, MemberId = box.MemberId, Address = before, CreatedAt = now, DueAt = now };
        await NotifyOfAccessChange.StageAsync(db, box.MemberId, AuditAction.AddressConfirmed, box.Address!, now, cancellation, farewell);
        // Of two who open the link at the same moment one confirms.
        var confirmed = await auditLog.RecordIfAsync(
            () => db.MailPreferences.Where(one => one.MemberId == box.MemberId && one.ConfirmHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.ConfirmHash, (byte[]?)null), cancellation),
            write => write.RecordBy(box.Member, AuditAction.AddressConfirmed, more: box.Address!), cancellation);
        signal.Set();
        return confirmed == 1 ? box : null;
    }
}
