using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;

namespace PrivateFed.Members;

/// <summary>
/// Slows guessing down. One address has ten tries a minute. Tries at one account come one after another, wherever they come from, and the
/// further apart the more have failed, up to eight seconds; whoever would have to wait longer than ten is turned away. A device on which the
/// account was signed in before has a queue of its own, so that guessers elsewhere do not keep the right person out.
/// </summary>
public sealed class SignInRateLimit(TimeProvider clock) : IDisposable
{
    private const int Free = 3;

    // Accounts share a fixed number of queues, so nobody can make them forget or grow by trying many handles.
    private const int Queues = 4096;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(CallerNetwork.Of(caller), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 10,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        }));

    // Which handles share a queue is another secret in each process.
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private readonly Failures[] _ofAccounts = [.. Enumerable.Range(0, Queues).Select(_ => new Failures())];
    private readonly Failures[] _ofDevices = [.. Enumerable.Range(0, Queues).Select(_ => new Failures())];

    public bool MayTry(IPAddress caller)
    {
        using var lease = _addresses.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <summary>Returns when it is this try's turn. It counts as failed until it has succeeded, so that tries at the same moment count, too.</summary>
    /// <param name="account">What is guessed at; anything that a caller typed.</param>
    /// <param name="device">The device's own secret, if the account was signed in on it before.</param>
    /// <param name="cancellation">Ends the waiting, not the counting.</param>
    /// <returns>Null when too many others are waiting.</returns>
    public async Task<Turn?> WaitForTurnAsync(string account, string? device, CancellationToken cancellation)
    {
        var failures = device is null ? _ofAccounts[QueueOf(account)] : _ofDevices[QueueOf($"{device}\n{account}")];
        if (failures.Reserve(clock.GetUtcNow()) is not { } wait)
        {
            return null;
        }
        await Task.Delay(wait, clock, cancellation);
        return new Turn(failures);
    }

    public void Dispose() => _addresses.Dispose();

    private int QueueOf(string account) => BitConverter.ToUInt16(HMACSHA256.HashData(_salt, Encoding.UTF8.GetBytes(account))) % Queues;

    internal sealed class Failures
    {
        private readonly Lock _gate = new();
        private int _count;
        private DateTimeOffset _last;

        /// <summary>How long this try has to wait; null when that would be too long, and then it does not count.</summary>
        public TimeSpan? Reserve(DateTimeOffset now)
        {
            lock (_gate)
            {
                _count = now - _last > Remembered ? 0 : _count;
                var turn = _count < Free ? now : _last + TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _count - Free), Longest.TotalSeconds));
                var wait = turn > now ? turn - now : TimeSpan.Zero;
                if (wait > Patience)
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

    /// <summary>One try at one account.</summary>
    public sealed class Turn
    {
        private readonly Failures _failures;

        internal Turn(Failures failures) => _failures = failures;

        public void Succeeded() => _failures.Forget();
    }
}
