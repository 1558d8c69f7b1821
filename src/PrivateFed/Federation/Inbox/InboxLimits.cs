using System.Net;
using System.Threading.RateLimiting;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// How much the inboxes take: a bounded number of requests at once, and from one address a bounded number of open and of refused ones. A busy server
/// that signs well is never slowed.
/// </summary>
public sealed class InboxLimits : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _open = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller =>
        RateLimitPartition.GetConcurrencyLimiter(caller, _ => new ConcurrencyLimiterOptions { PermitLimit = 64, QueueLimit = 0 }));

    private readonly ConcurrencyLimiter _atOnce = new(new ConcurrencyLimiterOptions { PermitLimit = 128, QueueLimit = 512 });

    private readonly PartitionedRateLimiter<IPAddress> _refused = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 60,
            TokensPerPeriod = 30,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        }));

    /// <summary>For one address: requests that are open, however slowly their bodies come.</summary>
    public RateLimitLease Open(IPAddress caller) => _open.AttemptAcquire(caller);

    /// <summary>For all: requests whose body has come and that are worked on.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellation) => _atOnce.AcquireAsync(1, cancellation);

    // Tokens come back in fractions; an attempt to acquire none succeeds with any of them.
    public bool WasRefusedTooOften(IPAddress caller) => _refused.GetStatistics(caller) is { CurrentAvailablePermits: < 1 };

    public void CountRefusal(IPAddress caller) => _refused.AttemptAcquire(caller).Dispose();

    public void Dispose()
    {
        _open.Dispose();
        _atOnce.Dispose();
        _refused.Dispose();
    }
}
