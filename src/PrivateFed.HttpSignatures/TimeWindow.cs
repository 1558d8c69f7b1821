namespace PrivateFed.HttpSignatures;

/// <summary>
/// How far the times of a signature may be off. The signing time may be off by an hour, as in Mastodon, since the clocks of small servers
/// are inaccurate. All times are in seconds since 1970.
/// </summary>
internal static class TimeWindow
{
    private const long MaxSkewSeconds = 3600;

    // A sender sets `expires` to limit replays. Mastodon adds its whole hour, which leaves nothing of that limit; the specifications add
    // nothing, which refuses servers whose clocks are a little slow.
    private const long MaxExpirySkewSeconds = 300;

    internal static SignatureRefusal? CheckSent(decimal sent, DateTimeOffset now) =>
        ToSeconds(now) - sent > MaxSkewSeconds ? new(SignatureFault.Expired, "The request was signed more than an hour ago.")
        : sent - ToSeconds(now) > MaxSkewSeconds ? new(SignatureFault.Expired, "The request was signed more than an hour in the future.")
        : null;

    internal static SignatureRefusal? CheckExpires(decimal expires, DateTimeOffset now) =>
        ToSeconds(now) - expires > MaxExpirySkewSeconds ? new(SignatureFault.Expired, "The signature has expired.") : null;

    private static decimal ToSeconds(DateTimeOffset now) => now.ToUnixTimeMilliseconds() / 1000m;
}
