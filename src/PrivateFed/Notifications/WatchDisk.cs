using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>Notifies the owners before the disk is full, since a full one stops the house.</summary>
public sealed class WatchDisk(IServiceScopeFactory scopes, Settings settings, TimeProvider clock, ILogger<WatchDisk> log)
    : PeriodicWork(clock, log)
{
    private const string LeaseName = "disk";
    private const long MinimumFreeBytes = 2L << 30;
    private static readonly TimeSpan CheckInterval = TimeSpan.FromHours(1);

    /// <summary>Owners who have seen the news are notified again after this time.</summary>
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromDays(7);

    protected override TimeSpan FirstAfter => TimeSpan.FromMinutes(1);

    protected override Task WorkAsync(CancellationToken cancellation) =>
        CheckAsync(new DriveInfo(settings.Data).AvailableFreeSpace, cancellation);

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(CheckInterval, Clock, cancellation);

    /// <param name="free">In bytes.</param>
    public async Task CheckAsync(long free, CancellationToken cancellation)
    {
        if (free >= MinimumFreeBytes)
        {
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var now = Clock.GetUtcNow();
        // The lease is never released: its duration of a week limits this to once a week.
        if (await Lease.TryTakeAsync(db, LeaseName, Guid.CreateVersion7(), RepeatInterval, now, cancellation))
        {
            await NotifyOwners.StageFullDiskAsync(db, free >> 20, now, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }
}
