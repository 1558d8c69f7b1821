using PrivateFed.Jobs;

namespace PrivateFed.Federation.Deliveries;

/// <summary>
/// Retry schedule of a failing host: after 5 seconds, then after three times as long each time, up to 18 hours; about 20 attempts in 10
/// days. A host that has failed for 7 days gets one probe a day. After 30 days its pending deliveries are given up, and new ones are tried
/// once, at most once a day.
/// </summary>
public static class Backoff
{
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(30);

    /// <summary>A host that has failed for longer than this is tried once a day.</summary>
    public static readonly TimeSpan UnavailableAfter = TimeSpan.FromDays(7);

    /// <summary>
    /// How often one activity may be refused with 401 or 408 before it is given up, so that it does not block later ones. This takes about
    /// four days.
    /// </summary>
    public const int MaxRefusals = 14;

    /// <summary>
    /// How many internal errors one activity may cause before it is given up, so that it does not block later ones. This takes about four
    /// hours.
    /// </summary>
    public const int MaxErrors = 8;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(18);

    /// <summary>Pause before the next attempt.</summary>
    /// <param name="failures">Failures in a row, including this one.</param>
    /// <param name="failingFor">Time since the first of these failures.</param>
    public static TimeSpan After(int failures, TimeSpan failingFor)
    {
        if (failingFor > UnavailableAfter)
        {
            return TimeSpan.FromDays(1);
        }
        var delay = RetryDelay.After(failures, FirstDelay, LongestDelay);
        // Up to 5 % more or less, so that hosts that failed together are not retried together.
        return delay * (0.95 + (0.1 * Random.Shared.NextDouble()));
    }
}
