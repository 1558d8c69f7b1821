using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>The right to do something that only one process at a time may do; it ends by itself when its holder dies.</summary>
public sealed class Lease
{
    public required string Name { get; init; }

    public required Guid Holder { get; set; }

    public required DateTimeOffset Until { get; set; }

    /// <summary>One that ends later than this after its time was taken while a clock ran ahead. Clocks of processes that work together differ by less.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    /// <summary>Takes or renews it. Not inside a transaction, which a lost race would end.</summary>
    /// <returns>False when somebody else holds it.</returns>
    public static async Task<bool> TryTakeAsync(
        HouseDb db, string name, Guid holder, TimeSpan time, DateTimeOffset now, CancellationToken cancellation)
    {
        var taken = await db.Leases.Where(lease => lease.Name == name && (lease.Holder == holder || lease.Until < now || lease.Until > now + time + ClocksDiffer)).ExecuteUpdateAsync(
            set => set.SetProperty(lease => lease.Holder, holder).SetProperty(lease => lease.Until, now + time), cancellation);
        if (taken == 1 || await db.Leases.AnyAsync(lease => lease.Name == name, cancellation))
        {
            return taken == 1;
        }
        var made = db.Leases.Add(new Lease { Name = name, Holder = holder, Until = now + time });
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
            // The caller goes on with the same context, and must write it neither again nor later, when the winner has returned it.
            made.State = EntityState.Detached;
        }
    }

    public static Task ReturnAsync(HouseDb db, string name, Guid holder, CancellationToken cancellation) =>
        db.Leases.Where(lease => lease.Name == name && lease.Holder == holder).ExecuteDeleteAsync(cancellation);

    /// <summary>On SQLite there is one server process, so whoever held a lease before this start is dead.</summary>
    public static Task EndOldAsync(HouseDb db, CancellationToken cancellation) =>
        db.Database.IsSqlite() ? db.Leases.ExecuteDeleteAsync(cancellation) : Task.CompletedTask;
}
