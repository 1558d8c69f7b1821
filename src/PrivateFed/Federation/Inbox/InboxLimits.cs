using System.Net;
using System.Threading.RateLimiting;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// How much the inboxes take: a bounded number of requests at once, from one <see cref="CallerNetwork"/> a bounded number of open and of refused ones,
/// and from one server a bounded number of bytes a day.
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

    // A bucket is full after a day; what an idle server's bucket holds is given up with it.
    private readonly PartitionedRateLimiter<Guid> _kibibytesOfAnybody = Daily(KibibytesOfAnybody);

    private readonly PartitionedRateLimiter<Guid> _kibibytesOfFollowers = Daily(KibibytesOfFollowers);

    /// <summary>What any one server may have kept in a day: 4 MiB.</summary>
    public const int KibibytesOfAnybody = 4 * 1024;

    /// <summary>What a server with a follower may have kept in a day beyond that: 256 MiB.</summary>
    public const int KibibytesOfFollowers = 256 * 1024;

    private static PartitionedRateLimiter<Guid> Daily(int kibibytes) => PartitionedRateLimiter.Create<Guid, Guid>(host =>
        RateLimitPartition.GetTokenBucketLimiter(host, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = kibibytes,
            TokensPerPeriod = kibibytes / 24,
            ReplenishmentPeriod = TimeSpan.FromHours(1),
        }));

    /// <summary>Counts what is to be kept of one activity from a server; false when it is more than anybody may send.</summary>
    /// <param name="hostId">Of who signed.</param>
    /// <param name="bytes">At most a MiB. Every activity counts as a KiB at the least.</param>
    public bool MayKeepOfAnybody(Guid hostId, int bytes) => Take(_kibibytesOfAnybody, hostId, bytes);

    /// <summary>The same for a server with a follower, once <see cref="MayKeepOfAnybody"/> is used up.</summary>
    public bool MayKeepOfFollowers(Guid hostId, int bytes) => Take(_kibibytesOfFollowers, hostId, bytes);

    private static bool Take(PartitionedRateLimiter<Guid> limiter, Guid hostId, int bytes)
    {
        using var lease = limiter.AttemptAcquire(hostId, (bytes / 1024) + 1);
        return lease.IsAcquired;
    }

    /// <summary>For one caller: requests that are open, however slowly their bodies come.</summary>
    public RateLimitLease Open(IPAddress caller) => _open.AttemptAcquire(CallerNetwork.Of(caller));

    /// <summary>For all: requests whose body has come and that are worked on.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellation) => _atOnce.AcquireAsync(1, cancellation);

    // Tokens come back in fractions; an attempt to acquire none succeeds with any of them.
    public bool WasRefusedTooOften(IPAddress caller) => _refused.GetStatistics(CallerNetwork.Of(caller)) is { CurrentAvailablePermits: < 1 };

    public void CountRefusal(IPAddress caller) => _refused.AttemptAcquire(CallerNetwork.Of(caller)).Dispose();

    public void Dispose()
    {
        _open.Dispose();
        _atOnce.Dispose();
        _refused.Dispose();
        _kibibytesOfAnybody.Dispose();
        _kibibytesOfFollowers.Dispose();
    }
}
