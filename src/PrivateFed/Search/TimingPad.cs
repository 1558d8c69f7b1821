using System.Diagnostics;

namespace PrivateFed.Search;

/// <summary>
/// Searches are answered in step, by a tenth of a second each. The index holds everybody's words, and finding some that the gate then keeps
/// back takes a little longer than finding none: whoever measured that would learn which words stand in what they may not see.
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
