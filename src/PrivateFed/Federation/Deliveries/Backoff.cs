namespace PrivateFed.Federation.Deliveries;

/// <summary>
/// When a host that failed is tried again: after 5 seconds, then three times as long each time up to 18 hours, which makes about 20 tries
/// in 10 days. A host that has failed for 7 days gets one probe a day; after 30 days what waits for it is given up, and what is new then is
/// tried once, at most once a day.
/// </summary>
public static class Backoff
{
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(30);

    /// <summary>A host that failed for so long is tried once a day.</summary>
    public static readonly TimeSpan UnavailableAfter = TimeSpan.FromDays(7);

    /// <summary>How often one activity may be refused with 401 or 408, which makes about four days, before it stands in the way no longer.</summary>
    public const int MostRefusals = 14;

    /// <summary>How often this side may stumble over one activity, which makes about four hours, before it stands in the way no longer.</summary>
    public const int MostStumbles = 8;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(18);

    /// <param name="failures">In a row, this one included.</param>
    /// <param name="failingFor">Since the first of them.</param>
    public static TimeSpan After(int failures, TimeSpan failingFor)
    {
        if (failingFor > UnavailableAfter)
        {
            return TimeSpan.FromDays(1);
        }
        var seconds = Math.Min(First.TotalSeconds * Math.Pow(3, Math.Min(failures, 20) - 1), Longest.TotalSeconds);
        // A tenth of chance, so that those who failed together do not come back together.
        return TimeSpan.FromSeconds(seconds * (0.95 + (0.1 * Random.Shared.NextDouble())));
    }
}
