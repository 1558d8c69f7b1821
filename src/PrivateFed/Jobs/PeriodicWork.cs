namespace PrivateFed.Jobs;

/// <summary>
/// The loop of every background service: it repeats the work, and a failure costs one run. An exception that escapes a background service
/// stops the whole house, so none may.
/// </summary>
public abstract class PeriodicWork(TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>Pause after a failure, so that a lasting one does not fill the log.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    protected TimeProvider Clock { get; } = clock;

    protected ILogger Log { get; } = log;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Yields, so that starting the house does not wait for the first run.
        await Task.Yield();
        await Task.Delay(FirstAfter, Clock, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LogError(problem, "{Work} failed; it is tried again", GetType().Name);
                await Task.Delay(RetryPause, Clock, stoppingToken);
            }
            await WaitAsync(stoppingToken);
        }
    }

    /// <summary>The delay before the first run.</summary>
    protected virtual TimeSpan FirstAfter => TimeSpan.Zero;

    /// <summary>Runs once.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellation);

    /// <summary>Waits for the next run.</summary>
    protected abstract Task WaitAsync(CancellationToken cancellation);
}
