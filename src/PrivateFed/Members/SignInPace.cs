using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace PrivateFed.Members;

/// <summary>
/// Slows guessing down. One address has ten tries a minute. Tries at one handle wait the longer the more have failed, up to eight seconds,
/// and from one address they come one after another. Nobody is locked out: whoever guesses elsewhere makes the real one wait those eight
/// seconds and no longer, and the right password leads in.
/// </summary>
public sealed class SignInPace(TimeProvider clock) : IDisposable
{
    private const int Free = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(CallerNetwork.Of(caller), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 10,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        }));

    private readonly MemoryCache _remembered = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public bool MayTry(IPAddress caller)
    {
        using var lease = _addresses.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <summary>Returns when it is this try's turn; to be disposed when the try is over.</summary>
    public async Task<Turn> WaitForTurnAsync(string handle, IPAddress caller, CancellationToken cancellation)
    {
        var account = Remember(handle, () => new Failures());
        var queue = Remember((handle, CallerNetwork.Of(caller)), () => new SemaphoreSlim(1));
        await queue.WaitAsync(cancellation);
        try
        {
            var delay = account.Count < Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, account.Count - Free), Longest.TotalSeconds));
            await Task.Delay(delay, clock, cancellation);
            return new Turn(account, queue);
        }
        catch
        {
            queue.Release();
            throw;
        }
    }

    private T Remember<T>(object key, Func<T> make) => _remembered.GetOrCreate(key, entry =>
    {
        entry.Size = 1;
        entry.SlidingExpiration = Remembered;
        return make();
    })!;

    public void Dispose()
    {
        _addresses.Dispose();
        _remembered.Dispose();
    }

    internal sealed class Failures
    {
        public int Count { get; set; }
    }

    /// <summary>One try at one handle.</summary>
    public sealed class Turn : IDisposable
    {
        private readonly Failures _account;
        private readonly SemaphoreSlim _queue;

        internal Turn(Failures account, SemaphoreSlim queue) => (_account, _queue) = (account, queue);

        public void Failed() => _account.Count++;

        public void Succeeded() => _account.Count = 0;

        public void Dispose() => _queue.Release();
    }
}
