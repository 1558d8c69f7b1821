using System.Diagnostics;

namespace PrivateFed.Search;

/// <summary>
/// Pads the duration of searches to multiples of a tenth of a second. The index holds everyone's words, and a search takes a little longer
/// when the gate then removes matches than when there are none: timing would otherwise reveal which words occur in texts that the reader
/// may not see.
/// </summary>
public static class TimingPad
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static async Task<T> PadAsync<T>(Func<Task<T>> search, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await search();
        var took = Stopwatch.GetElapsedTime(began);
        await Task.Delay(Step * Math.Ceiling(took / Step) - took, cancellation);
        return answer;
    }
}
