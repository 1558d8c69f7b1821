using System.Globalization;

namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>
/// Whether a request is of now. Its date and its <c>created</c> may each be an hour off, as with Mastodon: the clocks of small servers are.
/// </summary>
internal static class Freshness
{
    private const long SkewInSeconds = 3600;

    // Who sets `expires` says how long a replay may work. Mastodon adds its whole hour to that, which leaves nothing of it; the draft
    // (section 2.1.5) adds nothing, which refuses servers whose clock is a little slow.
    private const long SkewOfExpiryInSeconds = 300;

    // Mastodon cuts `expires` at twelve hours after the date. Here the hour around the date has the last word, so it needs no cutting.
    internal static SignatureRefusal? Check(SignableRequest request, CavageParameters parameters, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeMilliseconds() / 1000m;
        return (parameters.Components.Contains("date") ? CheckDate(request.Header("Date"), seconds) : null)
            ?? CheckCreated(parameters.Created, seconds)
            ?? CheckExpires(parameters.Expires, seconds);
    }

    private static SignatureRefusal? CheckDate(string? date, decimal now) =>
        !DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent)
            ? new(SignatureFault.Malformed, "The Date is missing or not written as HTTP wants it.")
            : CheckSkew(sent.ToUnixTimeSeconds(), now);

    private static SignatureRefusal? CheckCreated(string? created, decimal now) =>
        created is null ? null
        : !TryReadSeconds(created, NumberStyles.None, out var seconds) ? Malformed("created")
        : CheckSkew(seconds, now);

    private static SignatureRefusal? CheckExpires(string? expires, decimal now) =>
        expires is null ? null
        : !TryReadSeconds(expires, NumberStyles.AllowDecimalPoint, out var seconds) ? Malformed("expires")
        : now - seconds > SkewOfExpiryInSeconds ? new(SignatureFault.Expired, "The signature has expired.")
        : null;

    private static SignatureRefusal? CheckSkew(decimal sent, decimal now) =>
        now - sent > SkewInSeconds ? new(SignatureFault.Expired, "The request was signed more than an hour ago.")
        : sent - now > SkewInSeconds ? new(SignatureFault.Expired, "The request was signed more than an hour in the future.")
        : null;

    private static bool TryReadSeconds(string text, NumberStyles style, out decimal seconds)
    {
        seconds = 0;
        return text.Length <= 20 && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out seconds);
    }

    private static SignatureRefusal Malformed(string parameter) =>
        new(SignatureFault.Malformed, $"The signature's parameter {parameter} is not a number of seconds.");
}
