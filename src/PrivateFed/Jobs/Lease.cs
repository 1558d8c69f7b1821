using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>The right to do something that only one process at a time may do. It expires by itself when its holder dies.</summary>
public sealed class Lease
{
    public required string Name { get; init; }

    public required Guid Holder { get; set; }

    public required DateTimeOffset Until { get; set; }

    /// <summary>
    /// The most that clocks of cooperating processes may differ. A lease that ends later than its duration plus this was taken while a
    /// clock ran ahead.
    /// </summary>
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>Takes or renews a lease. Not for use inside a transaction, which a lost race would end.</summary>
    /// <returns>False if another holder has it.</returns>
    public static async Task<bool> TryTakeAsync(
        HouseDb db, string name, Guid holder, TimeSpan time, DateTimeOffset now, CancellationToken cancellation)
    {
        var taken = await db.Leases
            .Where(lease => lease.Name == name
                && (lease.Holder == holder || lease.Until < now || lease.Until > now + time + MaxClockDifference))
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Holder, holder)
            .SetProperty(lease => lease.Until, now + time), cancellation);
        if (taken == 1 || await db.Leases.AnyAsync(lease => lease.Name == name, cancellation))
        {
            return taken == 1;
        }
        var added = db.Leases.Add(new Lease { Name = name, Holder = holder, Until = now + time });
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            return false;
        }
        finally
        {
            // The caller goes on using this context, which must not save the row again, neither now nor after the winner has released it.
            added.State = EntityState.Detached;
        }
    }

    public static Task ReleaseAsync(HouseDb db, string name, Guid holder, CancellationToken cancellation) =>
        db.Leases.Where(lease => lease.Name == name && lease.Holder == holder).ExecuteDeleteAsync(cancellation);

    /// <summary>Deletes leases from before this start. On SQLite there is only one server process, so their holders are dead.</summary>
    public static Task DeleteOldAsync(HouseDb db, CancellationToken cancellation) =>
        db.Database.IsSqlite() ? db.Leases.ExecuteDeleteAsync(cancellation) : Task.CompletedTask;
}
