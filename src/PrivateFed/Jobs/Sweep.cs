using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>
/// Finds rows that are due and enqueues Hangfire jobs for them. Since the rows are authoritative, it does not matter who wrote them (a
/// page, the command line, another process) or which jobs were lost. It runs whenever <see cref="SweepSignal"/> is set. Every second it
/// checks whether anybody wrote to the database, and runs if so, or if the next due time that it saw has come.
/// </summary>
public sealed class Sweep(
    IEnumerable<StartUpStep> startUpSteps, IEnumerable<SweepStep> steps, RunIsolated isolated, SweepSignal signal, DatabaseChanges changes,
    TimeProvider clock, ILogger<Sweep> log)
    : PeriodicWork(clock, log)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    /// <summary>Delay before a failed step runs again, if nobody writes before.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private bool _hasStarted;
    private bool _signalled = true;
    private DateTimeOffset _next = SweepStep.Now;

    protected override async Task WorkAsync(CancellationToken cancellation)
    {
        if (!_hasStarted)
        {
            foreach (var step in startUpSteps)
            {
                await isolated.RunAsync(step.Name, services => step.RunAsync(services, cancellation), cancellation);
            }
            _hasStarted = true;
        }
        if (await changes.AnySinceLastCheckAsync(cancellation) || _signalled || _next <= Clock.GetUtcNow())
        {
            // Another run is due until this one has succeeded.
            _next = SweepStep.Now;
            _next = await RunStepsAsync(cancellation);
        }
    }

    protected override async Task WaitAsync(CancellationToken cancellation) =>
        _signalled = await signal.WaitAsync(CheckInterval, cancellation);

    /// <returns>The next time at which something is due.</returns>
    private async Task<DateTimeOffset> RunStepsAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        var next = SweepStep.Never;
        foreach (var step in steps)
        {
            var due = await isolated.RunAsync(
                step.Name, services => step.RunAsync(services, now, cancellation), otherwise: now + RetryDelay, cancellation);
            next = due < next ? due : next;
        }
        return next;
    }
}
