using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>Somebody opens the link that was mailed to an address, on whatever device: the address is theirs.</summary>
public sealed class ConfirmAddress(HouseDb db, TimeProvider clock)
{
    /// <summary>The letterbox that a link is for; null when it is for none, or for none any more. Looking confirms nothing.</summary>
    public Task<Letterbox?> LookAsync(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.Letterboxes.SingleOrDefaultAsync(box => box.ConfirmHash == hash && box.ConfirmEndsAt > now && box.Member.RemovedAt == null, cancellation);
    }

    public async Task<Letterbox?> UseAsync(string secret, CancellationToken cancellation)
    {
        var box = await LookAsync(secret, cancellation);
        box?.Confirm(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        return box;
    }
}
