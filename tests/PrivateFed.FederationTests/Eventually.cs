using System.Diagnostics;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Waits for what another server does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Tries until there is a result; after <paramref name="within"/> (a minute unless said) the test has failed, and says
    /// <paramref name="instead"/>, what there was instead.
    /// </summary>
    public static async Task<T> Get<T>(string what, Func<Task<T?>> attempt, TimeSpan? within = null, Func<string>? instead = null)
        where T : class
    {
        var limit = within ?? TimeSpan.FromMinutes(1);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await attempt() is { } result)
            {
                return result;
            }

            Assert.True(watch.Elapsed < limit, $"After {limit.TotalSeconds} s there was still not {what}. {instead?.Invoke()}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task Happens(string what, Func<Task<bool>> attempt, TimeSpan? within = null) =>
        Get(what, async () => await attempt() ? what : null, within);
}
