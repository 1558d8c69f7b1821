namespace PrivateFed.Jobs;

/// <summary>Exponential back-off: the delay before a retry of a delivery, an email, a push or a received activity.</summary>
public static class RetryDelay
{
    /// <summary>Large enough for every bound; a larger one could overflow.</summary>
    private const int MaxExponent = 20;

    /// <param name="failures">In a row, this one included.</param>
    /// <param name="first">The delay after the first failure.</param>
    /// <param name="longest">The bound.</param>
    /// <param name="factor">How much longer each delay is than the one before.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, double factor = 3) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(factor, Math.Min(failures, MaxExponent) - 1), longest.TotalSeconds));
}
