namespace PrivateFed.Jobs;

/// <summary>Wakes the sweep when something was written that is due now, so that it does not wait for its next second.</summary>
public sealed class SweepSignal : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0);
    private int _isSet;

    /// <summary>No effect while the signal is set already.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
        {
            _semaphore.Release();
        }
    }

    /// <returns>Whether the signal was set.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var wasSet = await _semaphore.WaitAsync(atMost, cancellation);
        if (wasSet)
        {
            Volatile.Write(ref _isSet, 0);
        }
        return wasSet;
    }

    public void Dispose() => _semaphore.Dispose();
}
