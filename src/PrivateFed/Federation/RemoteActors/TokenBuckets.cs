namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Token buckets, one for each key, that fill by the house's clock. Full ones are forgotten; while very many are not full, keys that are new get nothing.
/// </summary>
/// <param name="limit">Tokens in a full bucket.</param>
/// <param name="perMinute">Tokens that come back, evenly.</param>
/// <param name="clock">Where it is set back, the time in between brings no tokens.</param>
public sealed class TokenBuckets<TKey>(int limit, int perMinute, TimeProvider clock)
    where TKey : notnull
{
    private const int Most = 10_000;
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Bucket> _buckets = [];
    private DateTimeOffset _cleanedAt = DateTimeOffset.MinValue;

    /// <returns>False when the bucket is empty; nothing is taken then.</returns>
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
        if (_buckets.Count >= Most && (now - _cleanedAt).Duration() > BetweenCleanings)
        {
            _cleanedAt = now;
            foreach (var full in _buckets.Where(one => TokensOf(one.Value, now) >= limit).Select(one => one.Key).ToList())
            {
                _buckets.Remove(full);
            }
        }
        return _buckets.Count < Most;
    }

    private readonly record struct Bucket(double Tokens, DateTimeOffset At);
}
