using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>Runs the deletion steps once a day, in one process. Each step states how long its data is kept.</summary>
public sealed class DeleteExpired(IServiceScopeFactory scopes, IEnumerable<DeletionStep> steps, RunIsolated isolated, TimeProvider clock,
    ILogger<DeleteExpired> log) : PeriodicWork(clock, log)
{
    private const string LeaseName = "forget";
    private static readonly TimeSpan LeaseTime = TimeSpan.FromHours(24);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromHours(1);

    protected override TimeSpan FirstAfter => TimeSpan.FromMinutes(5);

    protected override Task WorkAsync(CancellationToken cancellation) => RunOnceADayAsync(cancellation);

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(CheckInterval, Clock, cancellation);

    /// <summary>The lease is never released: its duration of a day limits this to once a day, however many processes there are.</summary>
    private async Task RunOnceADayAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        if (await Lease.TryTakeAsync(db, LeaseName, Guid.CreateVersion7(), LeaseTime, Clock.GetUtcNow(), cancellation))
        {
            await RunAsync(cancellation);
        }
    }

    /// <summary>Runs all steps now. A failure is logged, and the step runs again the next day.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        foreach (var step in steps)
        {
            await isolated.RunAsync(step.Name, services => step.RunAsync(services, now, cancellation), cancellation);
        }
    }
}
