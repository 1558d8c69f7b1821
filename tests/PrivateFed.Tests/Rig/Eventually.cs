using System.Diagnostics;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// Waits for what the house does in its own time, as short as possible. To look costs the processor a few queries, so it looks less often
/// the longer that takes.
/// </summary>
internal static class Eventually
{
    // Longer than any lease: what a lost job held is done by the next one.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private const int FirstPause = 15;
    private const int LongestPause = 60;

    public static async Task<T> Get<T>(string what, Func<Task<T?>> look)
        where T : class
    {
        var pause = FirstPause;
        for (var watch = Stopwatch.StartNew(); ; pause = Math.Min(pause * 4 / 3, LongestPause))
        {
            if (await look() is { } found)
            {
                return found;
            }
            Assert.True(watch.Elapsed < Limit, $"After {Limit.TotalSeconds} seconds there was still not: {what}.");
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task Happens(string what, Func<Task<bool>> look) => Get(what, async () => await look() ? what : null);
}
