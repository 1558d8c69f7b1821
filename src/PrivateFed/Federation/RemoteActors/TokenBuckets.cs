namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Token buckets, one per key, refilled by the house's clock. Full buckets are removed. While the maximum number of buckets are not full,
/// new keys get no token.
/// </summary>
/// <param name="limit">Tokens in a full bucket.</param>
/// <param name="perMinute">Tokens refilled per minute, evenly.</param>
/// <param name="clock">If it is set back, the time in between adds no tokens.</param>
public sealed class TokenBuckets<TKey>(int limit, int perMinute, TimeProvider clock)
    where TKey : notnull
{
    private const int MaxBuckets = 10_000;
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Bucket> _buckets = [];
    private DateTimeOffset _cleanedAt = DateTimeOffset.MinValue;

    /// <returns>False when the bucket is empty; it stays unchanged then.</returns>
    public bool TryTake(TKey key)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var isKnown = _buckets.TryGetValue(key, out var bucket);
            if (!isKnown && !HasRoom(now))
            {
                return false;
            }
            var tokens = isKnown ? TokensOf(bucket, now) : limit;
            _buckets[key] = new Bucket(tokens < 1 ? tokens : tokens - 1, now);
            return tokens >= 1;
        }
    }

    private double TokensOf(Bucket bucket, DateTimeOffset now) =>
        Math.Min(limit, bucket.Tokens + Math.Max(0, (now - bucket.At).TotalMinutes * perMinute));

    private bool HasRoom(DateTimeOffset now)
    {
        if (_buckets.Count >= MaxBuckets && (now - _cleanedAt).Duration() > CleaningInterval)
        {
            _cleanedAt = now;
            foreach (var full in _buckets.Where(one => TokensOf(one.Value, now) >= limit).Select(one => one.Key).ToList())
            {
                _buckets.Remove(full);
            }
        }
        return _buckets.Count < MaxBuckets;
    }

    private readonly record struct Bucket(double Tokens, DateTimeOffset At);
}
