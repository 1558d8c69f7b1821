using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// Stores received activities, those of many requests in one transaction, so that one disk write serves all that wait for it.
/// </summary>
public sealed class StoreActivities(IServiceScopeFactory scopes, SweepSignal signal, TimeProvider clock, ILogger<StoreActivities> log)
    : PeriodicWork(clock, log)
{
    private const int BatchSize = 200;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(1_000) { SingleReader = true });

    /// <summary>Returns when the activity is on disk, or was there already.</summary>
    /// <exception cref="DbUpdateException">The database refused it; nothing is stored.</exception>
    public async Task StoreAsync(ReceivedActivity activity, CancellationToken cancellation)
    {
        var waiting = new Waiting(activity);
        await _queue.Writer.WriteAsync(waiting, cancellation);
        await waiting.Stored.Task.WaitAsync(cancellation);
    }

    protected override async Task WorkAsync(CancellationToken cancellation)
    {
        var batch = new List<Waiting>(BatchSize);
        while (batch.Count < BatchSize && _queue.Reader.TryRead(out var waiting))
        {
            batch.Add(waiting);
        }
        if (batch.Count > 0)
        {
            await StoreBatchAsync(batch, cancellation);
        }
    }

    protected override async Task WaitAsync(CancellationToken cancellation) => await _queue.Reader.WaitToReadAsync(cancellation);

    private async Task StoreBatchAsync(List<Waiting> batch, CancellationToken cancellation)
    {
        try
        {
            await WriteAsync([.. batch.Select(waiting => waiting.Activity)], cancellation);
            batch.ForEach(waiting => waiting.Stored.TrySetResult());
            signal.Set();
        }
        catch (DbUpdateException) when (batch.Count > 1)
        {
            // One of them cannot be stored, perhaps because another process stored it just now. The others are stored one by one.
            foreach (var waiting in batch)
            {
                await StoreBatchAsync([waiting], cancellation);
            }
        }
        catch (Exception problem)
        {
            batch.ForEach(waiting => waiting.Stored.TrySetException(problem));
        }
    }

    private async Task WriteAsync(IReadOnlyList<ReceivedActivity> activities, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var fingerprints = activities.Select(activity => activity.Fingerprint).ToList();
        var known = await db.ReceivedActivities
            .Where(received => fingerprints.Contains(received.Fingerprint)).Select(received => received.Fingerprint)
            .ToListAsync(cancellation);
        db.AddRange(activities.Where(activity => !known.Contains(activity.Fingerprint)).DistinctBy(activity => activity.Fingerprint));
        await db.SaveChangesAsync(cancellation);
    }

    private sealed record Waiting(ReceivedActivity Activity)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
