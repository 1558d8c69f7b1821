using System.Diagnostics;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Waits for what another server does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// Tries until there is a result; after <paramref name="within"/> (a minute unless said) the test has failed, and says
    /// <paramref name="instead"/>, what there was instead.
    /// </summary>
    public static async Task<T> Get<T>(string what, Func<Task<T?>> attempt, TimeSpan? within = null, Func<string>? instead = null)
        where T : class
    {
        var limit = within ?? TimeSpan.FromMinutes(1);
        var watch = Stopwatch.StartNew();
        var pause = FirstPause;
        while (true)
        {
            if (await attempt() is { } result)
            {
                return result;
            }

            Assert.True(watch.Elapsed < limit, $"After {limit.TotalSeconds} s there was still not {what}. {instead?.Invoke()}");
            await Task.Delay(pause, TestContext.Current.CancellationToken);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, LongestPause.Ticks)); // each try costs the other side a page
        }
    }

    public static Task Happens(string what, Func<Task<bool>> attempt, TimeSpan? within = null) =>
        Get(what, async () => await attempt() ? what : null, within);
}
