using System.Net;
using System.Threading.RateLimiting;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>How many unknown keys may be looked up: few at once, few for one caller (<see cref="CallerNetwork"/>), few in all, so that nobody makes us knock at doors.</summary>
public sealed class LookUpBudget : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limits = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 20,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        })),
        PartitionedRateLimiter.Create<IPAddress, int>(_ => RateLimitPartition.GetTokenBucketLimiter(0, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 100,
            TokensPerPeriod = 60,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        })),
        PartitionedRateLimiter.Create<IPAddress, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = 8,
            QueueLimit = 0,
        })));

    /// <summary>A lease that is to be disposed after the look-up; not acquired when the budget is used up.</summary>
    public RateLimitLease Take(IPAddress caller) => _limits.AttemptAcquire(CallerNetwork.Of(caller));

    /// <summary>Whether nothing would be looked up for this caller now, however well the key's server is known.</summary>
    public bool IsUsedUp(IPAddress caller) => _limits.GetStatistics(CallerNetwork.Of(caller)) is { CurrentAvailablePermits: < 1 };

    public void Dispose() => _limits.Dispose();
}
