namespace PrivateFed.Operations;

/// <summary>Rings when something was written down that is due now, so that the sweep does not wait for its next second.</summary>
public sealed class SweepSignal : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0);
    private int _rings;

    /// <summary>While it rings already, ringing again changes nothing.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _rings, 1) == 0)
        {
            _bell.Release();
        }
    }

    /// <returns>Whether it rang.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var rang = await _bell.WaitAsync(atMost, cancellation);
        if (rang)
        {
            Volatile.Write(ref _rings, 0);
        }
        return rang;
    }

    public void Dispose() => _bell.Dispose();
}
