using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace PrivateFed.Members;

/// <summary>
/// Slows guessing down. One address has ten tries a minute. For one handle tries come one after another, each later the more have failed,
/// up to eight seconds; nobody is locked out, since with the right password the slow way still leads in.
/// </summary>
public sealed class SignInPace(TimeProvider clock) : IDisposable
{
    private const int Free = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 10,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        }));

    private readonly MemoryCache _handles = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public bool MayTry(IPAddress caller)
    {
        using var lease = _addresses.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <summary>Returns when it is this try's turn; to be disposed when the try is over.</summary>
    public async Task<Turn> WaitForTurnAsync(string handle, CancellationToken cancellation)
    {
        var tries = _handles.GetOrCreate(handle, entry =>
        {
            entry.Size = 1;
            entry.SlidingExpiration = Remembered;
            return new Tries();
        })!;
        await tries.OneByOne.WaitAsync(cancellation);
        try
        {
            var delay = tries.Failures < Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, tries.Failures - Free), Longest.TotalSeconds));
            await Task.Delay(delay, clock, cancellation);
            return new Turn(tries);
        }
        catch
        {
            tries.OneByOne.Release();
            throw;
        }
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _handles.Dispose();
    }

    internal sealed class Tries
    {
        public SemaphoreSlim OneByOne { get; } = new(1);

        public int Failures { get; set; }
    }

    /// <summary>One try at one handle.</summary>
    public sealed class Turn : IDisposable
    {
        private readonly Tries _tries;

        internal Turn(Tries tries) => _tries = tries;

        public void Failed() => _tries.Failures++;

        public void Succeeded() => _tries.Failures = 0;

        public void Dispose() => _tries.OneByOne.Release();
    }
}
