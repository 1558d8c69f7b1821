using PrivateFed.Storage;

namespace PrivateFed.Jobs;

/// <summary>
/// Finds what is due, and gives it to Hangfire. Since rows are the truth, it does not matter who wrote them (a page, the command line,
/// another process) nor which jobs were lost. It looks whenever somebody rings; every second it asks whether anybody wrote, and looks when
/// somebody did or when the time has come for something that it saw waiting.
/// </summary>
public sealed class Sweep(
    IEnumerable<StartUpStep> first, IEnumerable<SweepStep> steps, RunIsolated isolated, SweepSignal signal, DatabaseChanges changes, TimeProvider clock, ILogger<Sweep> log)
    : PeriodicWork(clock, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>When a step that failed is done again, if nobody writes before.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private bool _hasBegun;
    private bool _rang = true;
    private DateTimeOffset _next = SweepStep.Now;

    protected override async Task WorkAsync(CancellationToken cancellation)
    {
        if (!_hasBegun)
        {
            foreach (var step in first)
            {
                await isolated.RunAsync(step.Name, services => step.RunAsync(services, cancellation), cancellation);
            }
            _hasBegun = true;
        }
        if (await changes.SinceLastAskedAsync(cancellation) || _rang || _next <= Clock.GetUtcNow())
        {
            // Until this look has succeeded, another is due.
            _next = SweepStep.Now;
            _next = await RunStepsAsync(cancellation);
        }
    }

    protected override async Task WaitAsync(CancellationToken cancellation) => _rang = await signal.WaitAsync(Pause, cancellation);

    /// <returns>When something is due that is not due yet.</returns>
    private async Task<DateTimeOffset> RunStepsAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        var next = SweepStep.Never;
        foreach (var step in steps)
        {
            var due = await isolated.RunAsync(step.Name, services => step.RunAsync(services, now, cancellation), otherwise: now + AfterFailure, cancellation);
            next = due < next ? due : next;
        }
        return next;
    }
}
