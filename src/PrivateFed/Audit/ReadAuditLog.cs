using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Audit;

/// <summary>One page of the audit log, newest first.</summary>
/// <param name="Before">Where the next page begins; null on the last page.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Before);

/// <summary>Reads the audit log for owners, and deletes old entries.</summary>
public static class ReadAuditLog
{
    private const int PageSize = 50;

    /// <param name="personId">Entries by or about this person; null for everybody.</param>
    /// <param name="before"><see cref="AuditPage.Before"/> of the previous page; null for the newest entries.</param>
    public static async Task<AuditPage> PageAsync(HouseDb db, Guid? personId, long? before, CancellationToken cancellation)
    {
        var entries = await Of(db, personId).Where(entry => before == null || entry.Id < before).OrderByDescending(entry => entry.Id)
            .Take(PageSize + 1).ToListAsync(cancellation);
        return entries.Count > PageSize ? new AuditPage(entries[..PageSize], entries[PageSize - 1].Id) : new AuditPage(entries, null);
    }

    public static Task<List<AuditEntry>> NewestAsync(HouseDb db, int count, CancellationToken cancellation) =>
        Of(db, null).OrderByDescending(entry => entry.Id).Take(count).ToListAsync(cancellation);

    public static Task DeleteOldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.AuditEntries.Where(entry => entry.At < now - AuditEntry.RetentionPeriod).ExecuteDeleteAsync(cancellation);

    /// <summary>Replaces the name of a member who wants everything erased. The entries stay.</summary>
    public static async Task AnonymizeAsync(HouseDb db, Guid memberId, string replacement, CancellationToken cancellation)
    {
        var invitations = await db.Invitations.Where(invitation => invitation.MemberId == memberId).Select(invitation => invitation.Id)
            .ToListAsync(cancellation);
        await db.AuditEntries.Where(entry => entry.WhoId == memberId)
            .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Who, replacement), cancellation);
        await db.AuditEntries.Where(entry => entry.AboutId == memberId || invitations.Contains(entry.AboutId!.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.About, replacement), cancellation);
        var guests = await db.Invitations.Where(invitation => invitation.InvitedById == memberId).Select(invitation => invitation.MemberId)
            .ToListAsync(cancellation);
        await db.AuditEntries.Where(entry => entry.Action == AuditAction.MemberJoined && guests.Contains(entry.AboutId))
            .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.More, replacement), cancellation);
        // Their former names and their email addresses.
        await db.AuditEntries
            .Where(entry => entry.AboutId == memberId
                && (entry.Action == AuditAction.MemberRenamed || entry.Action == AuditAction.AddressConfirmed
                    || entry.Action == AuditAction.AddressForgotten))
            .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.More, replacement), cancellation);
    }

    private static IQueryable<AuditEntry> Of(HouseDb db, Guid? personId) =>
        db.AuditEntries.AsNoTracking().Where(entry => personId == null || entry.WhoId == personId || entry.AboutId == personId);
}
