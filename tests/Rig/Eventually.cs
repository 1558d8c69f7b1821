using System.Diagnostics;
using Xunit;

namespace PrivateFed.Rig;

/// <summary>
/// Waits for what a house or another server does in its own time, as short as possible. To look costs the processor a few queries or a page,
/// so it looks less often the longer that takes.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(150);

    // Longer than any lease: what a lost job held is done by the next one.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Tries until there is a result; after <paramref name="within"/> (two minutes unless said) the test has failed, and says
    /// <paramref name="instead"/>, what there was instead.
    /// </summary>
    public static async Task<T> Get<T>(string what, Func<Task<T?>> attempt, TimeSpan? within = null, Func<string>? instead = null)
        where T : class
    {
        var limit = within ?? Limit;
        var pause = FirstPause;
        for (var watch = Stopwatch.StartNew(); ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 4 / 3, LongestPause.Ticks)))
        {
            if (await attempt() is { } result)
            {
                return result;
            }
            Assert.True(watch.Elapsed < limit, $"After {limit.TotalSeconds} s there was still not: {what}. {instead?.Invoke()}");
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task Happens(string what, Func<Task<bool>> attempt, TimeSpan? within = null) =>
        Get(what, async () => await attempt() ? what : null, within);
}
