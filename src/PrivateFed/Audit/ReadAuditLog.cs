using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Audit;

/// <summary>Some of what was done, newest first.</summary>
/// <param name="Entries">In order.</param>
/// <param name="Before">Where the next page begins; null when there is none.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Before);

/// <summary>What the owner reads of what was done, and how it is forgotten.</summary>
public static class ReadAuditLog
{
    private const int Together = 50;

    /// <param name="db">Read from.</param>
    /// <param name="personId">Who did it or to whom it was done; null for everybody.</param>
    /// <param name="before">Of the page before; null for the newest.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<AuditPage> PageAsync(HouseDb db, Guid? personId, long? before, CancellationToken cancellation)
    {
        var deeds = await Of(db, personId).Where(deed => before == null || deed.Id < before).OrderByDescending(deed => deed.Id).Take(Together + 1).ToListAsync(cancellation);
        return deeds.Count > Together ? new AuditPage(deeds[..Together], deeds[Together - 1].Id) : new AuditPage(deeds, null);
    }

    public static Task<List<AuditEntry>> NewestAsync(HouseDb db, int count, CancellationToken cancellation) =>
        Of(db, null).OrderByDescending(deed => deed.Id).Take(count).ToListAsync(cancellation);

    public static Task ForgetOldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.AuditEntries.Where(deed => deed.At < now - AuditEntry.Kept).ExecuteDeleteAsync(cancellation);

    /// <summary>Somebody wants everything erased: that they were here stays written down, their name does not.</summary>
    public static async Task ForgetNameAsync(HouseDb db, Guid memberId, string instead, CancellationToken cancellation)
    {
        var invitations = await db.Invitations.Where(invitation => invitation.MemberId == memberId).Select(invitation => invitation.Id).ToListAsync(cancellation);
        await db.AuditEntries.Where(deed => deed.WhoId == memberId).ExecuteUpdateAsync(set => set.SetProperty(deed => deed.Who, instead), cancellation);
        await db.AuditEntries.Where(deed => deed.AboutId == memberId || invitations.Contains(deed.AboutId!.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(deed => deed.About, instead), cancellation);
        var guests = await db.Invitations.Where(invitation => invitation.InvitedById == memberId).Select(invitation => invitation.MemberId).ToListAsync(cancellation);
        await db.AuditEntries.Where(deed => deed.Action == AuditAction.MemberJoined && guests.Contains(deed.AboutId)).ExecuteUpdateAsync(set => set.SetProperty(deed => deed.More, instead), cancellation);
        // What they were called before, and where they were written to.
        await db.AuditEntries.Where(deed => deed.AboutId == memberId && (deed.Action == AuditAction.MemberRenamed || deed.Action == AuditAction.AddressConfirmed || deed.Action == AuditAction.AddressForgotten)).ExecuteUpdateAsync(set => set.SetProperty(deed => deed.More, instead), cancellation);
    }

    private static IQueryable<AuditEntry> Of(HouseDb db, Guid? personId) =>
        db.AuditEntries.AsNoTracking().Where(deed => personId == null || deed.WhoId == personId || deed.AboutId == personId);
}
