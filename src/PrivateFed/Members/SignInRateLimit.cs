using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;

namespace PrivateFed.Members;

/// <summary>
/// Slows guessing down. One address has ten attempts a minute. Attempts at one account run one after another, wherever they come from, and
/// the delay between them grows with the number of failures, up to eight seconds. A caller who would have to wait longer than ten seconds
/// is refused. A device on which the account was signed in before has a queue of its own, so that guessers elsewhere cannot keep the right
/// person out.
/// </summary>
public sealed class SignInRateLimit(TimeProvider clock) : IDisposable
{
    private const int FreeAttempts = 3;

    // Accounts share a fixed number of queues, so that trying many handles neither evicts entries nor uses more memory.
    private const int QueueCount = 4096;
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FailureLifetime = TimeSpan.FromMinutes(30);

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(CallerNetwork.Of(caller), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 10,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        }));

    // Each process has its own salt, so that nobody can know which handles share a queue.
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private readonly Failures[] _accountFailures = [.. Enumerable.Range(0, QueueCount).Select(_ => new Failures())];
    private readonly Failures[] _deviceFailures = [.. Enumerable.Range(0, QueueCount).Select(_ => new Failures())];

    public bool MayTry(IPAddress caller)
    {
        using var lease = _addresses.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <summary>
    /// Returns when it is this attempt's turn. An attempt counts as failed until it has succeeded, so that
    /// simultaneous attempts count, too.
    /// </summary>
    /// <param name="account">The account being guessed at; any text that a caller typed.</param>
    /// <param name="device">The device's own secret, if the account was signed in on it before.</param>
    /// <param name="cancellation">Cancels the wait; the attempt still counts.</param>
    /// <returns>Null if too many others are waiting.</returns>
    public async Task<Turn?> WaitForTurnAsync(string account, string? device, CancellationToken cancellation)
    {
        var failures = device is null ? _accountFailures[QueueOf(account)] : _deviceFailures[QueueOf($"{device}\n{account}")];
        if (failures.Reserve(clock.GetUtcNow()) is not { } wait)
        {
            return null;
        }
        await Task.Delay(wait, clock, cancellation);
        return new Turn(failures);
    }

    public void Dispose() => _addresses.Dispose();

    private int QueueOf(string account) => BitConverter.ToUInt16(HMACSHA256.HashData(_salt, Encoding.UTF8.GetBytes(account))) % QueueCount;

    internal sealed class Failures
    {
        private readonly Lock _gate = new();
        private int _count;
        private DateTimeOffset _last;

        /// <summary>How long this attempt has to wait; null if that would be too long, in which case it does not count.</summary>
        public TimeSpan? Reserve(DateTimeOffset now)
        {
            lock (_gate)
            {
                _count = now - _last > FailureLifetime ? 0 : _count;
                var turn = _count < FreeAttempts
                    ? now
                    : _last + TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _count - FreeAttempts), MaxDelay.TotalSeconds));
                var wait = turn > now ? turn - now : TimeSpan.Zero;
                if (wait > MaxWait)
                {
                    return null;
                }
                (_last, _count) = (now + wait, _count + 1);
                return wait;
            }
        }

        public void Forget()
        {
            lock (_gate)
            {
                _count = 0;
            }
        }
    }

    /// <summary>One attempt at one account.</summary>
    public sealed class Turn
    {
        private readonly Failures _failures;

        internal Turn(Failures failures) => _failures = failures;

        public void Succeeded() => _failures.Forget();
    }
}
