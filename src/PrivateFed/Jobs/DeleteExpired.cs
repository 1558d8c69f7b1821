using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>Once a day, in one process, deletes what is kept for a time only. How long each is kept stands where it is deleted.</summary>
public sealed class DeleteExpired(IServiceScopeFactory scopes, IEnumerable<DeletionStep> steps, RunIsolated isolated, TimeProvider clock, ILogger<DeleteExpired> log) : PeriodicWork(clock, log)
{
    private const string LeaseName = "forget";
    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    protected override TimeSpan FirstAfter => TimeSpan.FromMinutes(5);

    protected override Task WorkAsync(CancellationToken cancellation) => OnceADayAsync(cancellation);

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(Look, Clock, cancellation);

    /// <summary>The lease is never returned: that it runs for a day is what makes this happen once a day, however many processes there are.</summary>
    private async Task OnceADayAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        if (await Lease.TryTakeAsync(db, LeaseName, Guid.CreateVersion7(), Daily, Clock.GetUtcNow(), cancellation))
        {
            await RunAsync(cancellation);
        }
    }

    /// <summary>Does all of it now. What fails is written to the log and done the next day.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        foreach (var step in steps)
        {
            await isolated.RunAsync(step.Name, services => step.RunAsync(services, now, cancellation), cancellation);
        }
    }
}
