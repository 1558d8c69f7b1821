using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Media.Room;

/// <summary>
/// Counts the bytes of photos whose rows do not say them, which are those of earlier versions. When the bucket cannot be reached it tries
/// again a little later.
/// </summary>
public sealed class CountBytes(IServiceScopeFactory scopes, PhotoFiles files, TimeProvider clock, ILogger<CountBytes> log)
    : PeriodicWork(clock, log)
{
    private const int BatchSize = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task WorkAsync(CancellationToken cancellation)
    {
        try
        {
            while (await CountBatchAsync(cancellation) == BatchSize)
            {
                Log.LogInformation("The bytes of {Count} photos were counted", BatchSize);
            }
        }
        catch (MediaUnavailableException problem)
        {
            Log.LogWarning(problem, "The bytes of photos cannot be counted now");
        }
    }

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(Interval, Clock, cancellation);

    /// <returns>How many were counted.</returns>
    private async Task<int> CountBatchAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var uncounted = await db.Photos.Where(photo => photo.Bytes == null).OrderBy(photo => photo.Id).Select(photo => photo.Id)
            .Take(BatchSize).ToListAsync(cancellation);
        foreach (var id in uncounted)
        {
            var bytes = await files.MeasureAsync(id, cancellation);
            await db.Photos.Where(photo => photo.Id == id && photo.Bytes == null)
                .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Bytes, bytes), cancellation);
        }
        return uncounted.Count;
    }
}
