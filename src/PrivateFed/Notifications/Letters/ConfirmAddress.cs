using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Members;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>Somebody opens the link that was mailed to an address, on whatever device: the address is theirs.</summary>
public sealed class ConfirmAddress(HouseDb db, WriteDown writeDown, TimeProvider clock, Wake wake)
{
    /// <summary>The letterbox that a link is for; null when it is for none, or for none any more. Looking confirms nothing.</summary>
    public Task<Letterbox?> LookAsync(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (LinkSecret.Hash(secret), clock.GetUtcNow());
        return db.Letterboxes.Include(box => box.Member).SingleOrDefaultAsync(box => box.ConfirmHash == hash && box.ConfirmEndsAt > now && box.Member.RemovedAt == null, cancellation);
    }

    public async Task<Letterbox?> UseAsync(string secret, CancellationToken cancellation)
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
            : new Letter { Kind = LetterKind.AddressChanged, MemberId = box.MemberId, Address = before, CreatedAt = now, DueAt = now };
        await TellOfAccess.OfAsync(db, box.MemberId, DeedKind.AddressConfirmed, box.Address!, now, cancellation, farewell);
        // Of two who open the link at the same moment one confirms.
        var confirmed = await writeDown.IfAsync(
            () => db.Letterboxes.Where(one => one.MemberId == box.MemberId && one.ConfirmHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.ConfirmHash, (byte[]?)null), cancellation),
            write => write.By(box.Member, DeedKind.AddressConfirmed, more: box.Address!), cancellation);
        wake.Ring();
        return confirmed == 1 ? box : null;
    }
}
