using System.Globalization;

namespace PrivateFed.HttpSignatures.Cavage;

/// <summary>Checks that a request is recent, by its date and its <c>created</c>.</summary>
internal static class Freshness
{
    // Mastodon limits `expires` to twelve hours after the date. Here the date itself must be within an hour, so no such limit is needed.
    internal static SignatureRefusal? Check(SignableRequest request, CavageParameters parameters, DateTimeOffset now) =>
        (parameters.Components.Contains("date") ? CheckDate(request.Header("Date"), now) : null)
        ?? CheckCreated(parameters.Created, now)
        ?? CheckExpires(parameters.Expires, now);

    private static SignatureRefusal? CheckDate(string? date, DateTimeOffset now) =>
        !DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent)
            ? new(SignatureFault.Malformed, "The Date is missing or not written as HTTP wants it.")
            : TimeWindow.CheckSent(sent.ToUnixTimeSeconds(), now);

    private static SignatureRefusal? CheckCreated(string? created, DateTimeOffset now) =>
        created is null ? null
        : !TryReadSeconds(created, NumberStyles.None, out var seconds) ? Malformed("created")
        : TimeWindow.CheckSent(seconds, now);

    private static SignatureRefusal? CheckExpires(string? expires, DateTimeOffset now) =>
        expires is null ? null
        : !TryReadSeconds(expires, NumberStyles.AllowDecimalPoint, out var seconds) ? Malformed("expires")
        : TimeWindow.CheckExpires(seconds, now);

    private static bool TryReadSeconds(string text, NumberStyles style, out decimal seconds)
    {
        seconds = 0;
        return text.Length <= 20 && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out seconds);
    }

    private static SignatureRefusal Malformed(string parameter) =>
        new(SignatureFault.Malformed, $"The signature's parameter {parameter} is not a number of seconds.");
}
