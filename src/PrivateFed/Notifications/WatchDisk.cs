using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>Tells the owners before the disk is full: a full one stops the house.</summary>
public sealed class WatchDisk(IServiceScopeFactory scopes, Settings settings, TimeProvider clock, ILogger<WatchDisk> log)
    : PeriodicWork(clock, log)
{
    private const string LeaseName = "disk";
    private const long Enough = 2L << 30;
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);

    /// <summary>Whoever has seen it is told again after so long.</summary>
    private static readonly TimeSpan Weekly = TimeSpan.FromDays(7);

    protected override TimeSpan FirstAfter => TimeSpan.FromMinutes(1);

    protected override Task WorkAsync(CancellationToken cancellation) => LookAsync(new DriveInfo(settings.Data).AvailableFreeSpace, cancellation);

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(Hourly, Clock, cancellation);

    /// <param name="free">Bytes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task LookAsync(long free, CancellationToken cancellation)
    {
        if (free >= Enough)
        {
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var now = Clock.GetUtcNow();
        // The lease is never returned: that it runs for a week is what makes this happen once a week.
        if (await Lease.TryTakeAsync(db, LeaseName, Guid.CreateVersion7(), Weekly, now, cancellation))
        {
            await NotifyOwners.StageFullDiskAsync(db, free >> 20, now, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }
}
