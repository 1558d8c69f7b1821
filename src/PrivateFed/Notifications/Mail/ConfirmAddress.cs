using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Jobs;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Mail;

/// <summary>Confirms an address by the link that was emailed to it, on whatever device it is opened.</summary>
public sealed class ConfirmAddress(HouseDb db, AuditLog auditLog, TimeProvider clock, SweepSignal signal)
{
    /// <summary>Finds the preferences that a link is for; null if it is unknown or no longer valid. This confirms nothing.</summary>
    public Task<MailPreferences?> FindAsync(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.MailPreferences.Include(preferences => preferences.Member).SingleOrDefaultAsync(preferences =>
            preferences.ConfirmHash == hash && preferences.ConfirmEndsAt > now && preferences.Member.RemovedAt == null, cancellation);
    }

    public async Task<MailPreferences?> ConfirmAsync(string secret, CancellationToken cancellation)
    {
        if (await FindAsync(secret, cancellation) is not { } preferences)
        {
            return null;
        }
        var (before, hash, now) = (preferences.Address, preferences.ConfirmHash, clock.GetUtcNow());
        preferences.Confirm(now);
        // The previous address gets one email saying that emails go elsewhere now. It replaces the usual notice.
        var changeNotice = before is null || before == preferences.Address
            ? null
            : new Email
            {
                Kind = EmailKind.AddressChanged,
                MemberId = preferences.MemberId,
                Address = before,
                CreatedAt = now,
                DueAt = now,
            };
        await NotifyOfAccessChange.StageAsync(
            db, preferences.MemberId, AuditAction.AddressConfirmed, preferences.Address!, now, cancellation, changeNotice);
        // Of two simultaneous requests only one confirms.
        var confirmed = await auditLog.RecordIfAsync(
            () => db.MailPreferences.Where(one => one.MemberId == preferences.MemberId && one.ConfirmHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.ConfirmHash, (byte[]?)null), cancellation),
            log => log.RecordBy(preferences.Member, AuditAction.AddressConfirmed, more: preferences.Address!), cancellation);
        signal.Set();
        return confirmed == 1 ? preferences : null;
    }
}
