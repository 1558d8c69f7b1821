namespace PrivateFed.Jobs;

/// <summary>
/// The loop of every background service: its work is done again and again, and a failure costs one turn. An exception that leaves a background
/// service stops the whole house, so none may.
/// </summary>
public abstract class PeriodicWork(TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>Between a failure and the next turn, so that one that stays does not fill the log.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    protected TimeProvider Clock { get; } = clock;

    protected ILogger Log { get; } = log;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever starts the house does not wait for the first turn.
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
                await Task.Delay(Breath, Clock, stoppingToken);
            }
            await WaitAsync(stoppingToken);
        }
    }

    /// <summary>From the start to the first turn.</summary>
    protected virtual TimeSpan FirstAfter => TimeSpan.Zero;

    /// <summary>One turn.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellation);

    /// <summary>Until the next turn.</summary>
    protected abstract Task WaitAsync(CancellationToken cancellation);
}
