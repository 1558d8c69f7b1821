using System.Runtime;
using PrivateFed.Media;

namespace PrivateFed.Operations;

/// <summary>
/// Starting takes much more memory than running: models are built, code is compiled. A quiet house has no reason to collect it for hours,
/// so what starting left behind is given back once.
/// </summary>
public sealed class SettleDown(TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, clock, stoppingToken);
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeMemory.GiveBack();
    }
}
