using System.Net;
using System.Threading.RateLimiting;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// Limits of the inboxes: the number of concurrent requests in total, the numbers of open and of refused requests per
/// <see cref="CallerNetwork"/>, and the number of bytes per server and day.
/// </summary>
public sealed class InboxLimits : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _open = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller =>
        RateLimitPartition.GetConcurrencyLimiter(caller, _ => new ConcurrencyLimiterOptions { PermitLimit = 64, QueueLimit = 0 }));

    private readonly ConcurrencyLimiter _concurrent = new(new ConcurrencyLimiterOptions { PermitLimit = 128, QueueLimit = 512 });

    private readonly PartitionedRateLimiter<IPAddress> _refused = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 60,
            TokensPerPeriod = 30,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        }));

    // An empty bucket is full again after a day. The bucket of an idle server is discarded, with what it holds.
    private readonly PartitionedRateLimiter<Guid> _kibibytesOfAnyHost = Daily(KibibytesOfAnybody);

    private readonly PartitionedRateLimiter<Guid> _kibibytesOfFollowersHosts = Daily(KibibytesOfFollowers);

    /// <summary>What is stored of any server per day: 4 MiB.</summary>
    public const int KibibytesOfAnybody = 4 * 1024;

    /// <summary>What is stored of a server with a follower per day beyond that: 256 MiB.</summary>
    public const int KibibytesOfFollowers = 256 * 1024;

    private static PartitionedRateLimiter<Guid> Daily(int kibibytes) => PartitionedRateLimiter.Create<Guid, Guid>(host =>
        RateLimitPartition.GetTokenBucketLimiter(host, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = kibibytes,
            TokensPerPeriod = kibibytes / 24,
            ReplenishmentPeriod = TimeSpan.FromHours(1),
        }));

    /// <summary>Counts the bytes to be stored of one activity; false when they exceed the limit for any server.</summary>
    /// <param name="hostId">The signer's host.</param>
    /// <param name="bytes">At most 1 MiB. Every activity counts as at least 1 KiB.</param>
    public bool MayStoreFromAnyHost(Guid hostId, int bytes) => Take(_kibibytesOfAnyHost, hostId, bytes);

    /// <summary>The additional limit of a server with a follower, once <see cref="MayStoreFromAnyHost"/> is used up.</summary>
    public bool MayStoreFromFollowerHost(Guid hostId, int bytes) => Take(_kibibytesOfFollowersHosts, hostId, bytes);

    private static bool Take(PartitionedRateLimiter<Guid> limiter, Guid hostId, int bytes)
    {
        using var lease = limiter.AttemptAcquire(hostId, (bytes / 1024) + 1);
        return lease.IsAcquired;
    }

    /// <summary>Per caller: open requests, however slowly their bodies arrive.</summary>
    public RateLimitLease Open(IPAddress caller) => _open.AttemptAcquire(CallerNetwork.Of(caller));

    /// <summary>In total: requests whose body has arrived and that are being processed.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellation) => _concurrent.AcquireAsync(1, cancellation);

    // Tokens are refilled in fractions; acquiring none would succeed with any fraction of a token.
    public bool WasRefusedTooOften(IPAddress caller) =>
        _refused.GetStatistics(CallerNetwork.Of(caller)) is { CurrentAvailablePermits: < 1 };

    public void CountRefusal(IPAddress caller) => _refused.AttemptAcquire(CallerNetwork.Of(caller)).Dispose();

    public void Dispose()
    {
        _open.Dispose();
        _concurrent.Dispose();
        _refused.Dispose();
        _kibibytesOfAnyHost.Dispose();
        _kibibytesOfFollowersHosts.Dispose();
    }
}
