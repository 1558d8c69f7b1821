using System.Runtime;
using PrivateFed.Jobs;

namespace PrivateFed.Hosting;

/// <summary>
/// Starting takes much more memory than running: models are built and code is compiled. A quiet house would not collect it for hours, so
/// the memory left over from starting is released once.
/// </summary>
public sealed class TrimMemoryAfterStart(TimeProvider clock, ILogger<TrimMemoryAfterStart> log) : PeriodicWork(clock, log)
{
    protected override TimeSpan FirstAfter => TimeSpan.FromSeconds(10);

    protected override Task WorkAsync(CancellationToken cancellation)
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GlibcHeap.Trim();
        return Task.CompletedTask;
    }

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, Clock, cancellation);
}
