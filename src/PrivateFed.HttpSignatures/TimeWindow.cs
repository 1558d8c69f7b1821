namespace PrivateFed.HttpSignatures;

/// <summary>
/// How far a signature's times may be off: an hour for when it was made, as with Mastodon, since the clocks of small servers are.
/// </summary>
internal static class TimeWindow
{
    private const long SkewInSeconds = 3600;

    // Who sets `expires` says how long a replay may work. Mastodon adds its whole hour to that, which leaves nothing of it; the specs add
    // nothing, which refuses servers whose clock is a little slow.
    private const long SkewOfExpiryInSeconds = 300;

    /// <param name="sent">Seconds since 1970.</param>
    /// <param name="now">The present moment.</param>
    internal static SignatureRefusal? CheckSent(decimal sent, DateTimeOffset now) =>
        Seconds(now) - sent > SkewInSeconds ? new(SignatureFault.Expired, "The request was signed more than an hour ago.")
        : sent - Seconds(now) > SkewInSeconds ? new(SignatureFault.Expired, "The request was signed more than an hour in the future.")
        : null;

    /// <param name="expires">Seconds since 1970.</param>
    /// <param name="now">The present moment.</param>
    internal static SignatureRefusal? CheckExpires(decimal expires, DateTimeOffset now) =>
        Seconds(now) - expires > SkewOfExpiryInSeconds ? new(SignatureFault.Expired, "The signature has expired.") : null;

    private static decimal Seconds(DateTimeOffset now) => now.ToUnixTimeMilliseconds() / 1000m;
}
