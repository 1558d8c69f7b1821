namespace PrivateFed.Operations;

/// <summary>Rings when something was written down that is due now, so that the sweep does not wait for its next second.</summary>
public sealed class Wake : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0, 1);

    public void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <returns>Whether it rang.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _bell.WaitAsync(atMost, cancellation);

    public void Dispose() => _bell.Dispose();
}
