using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.LookingBack;

/// <summary>Records that a member opens the timeline, and returns since when posts are new to them.</summary>
public static class RecordVisit
{
    // Not every reload is worth a write.
    private static readonly TimeSpan RecordInterval = TimeSpan.FromMinutes(1);

    /// <summary>Records that the timeline was opened.</summary>
    /// <returns>The time since which posts are new to them; null if all are.</returns>
    public static async Task<DateTimeOffset?> RecordOpeningAsync(
        HouseDb db, Guid memberId, DateTimeOffset now, CancellationToken cancellation)
    {
        var visit = await FindAsync(db, memberId, cancellation);
        if (visit is null)
        {
            await RecordFirstAsync(db, memberId, now, cancellation);
            return null;
        }
        var pause = now - visit.LastAt;
        var newSince = pause > Visit.Pause ? visit.LastAt : visit.NewSince;
        if (pause > RecordInterval)
        {
            await db.Visits.Where(visit => visit.MemberId == memberId)
                .ExecuteUpdateAsync(set => set.SetProperty(visit => visit.NewSince, newSince)
                .SetProperty(visit => visit.LastAt, now), cancellation);
        }
        return newSince;
    }

    /// <summary>The time since which posts are new to a member who reads on.</summary>
    public static async Task<DateTimeOffset?> FindNewSinceAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        (await FindAsync(db, memberId, cancellation))?.NewSince;

    private static Task<Visit?> FindAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        db.Visits.AsNoTracking().SingleOrDefaultAsync(visit => visit.MemberId == memberId, cancellation);

    private static async Task RecordFirstAsync(HouseDb db, Guid memberId, DateTimeOffset now, CancellationToken cancellation)
    {
        var first = db.Visits.Add(new Visit { MemberId = memberId, LastAt = now });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            // Two windows opened at once: the other one has recorded the visit.
            first.State = EntityState.Detached;
        }
    }
}
