using System.Globalization;
using System.Text.Json;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// Finds out when an activity was written, from the activity itself: the result does not depend on how often or how late it is sent.
/// </summary>
public static class ActivityTime
{
    private const int MaxProofs = 4;

    /// <summary>The earliest of its <c>published</c> and its signatures' <c>created</c>; null when it has none of them.</summary>
    public static DateTimeOffset? Of(string document)
    {
        using var json = JsonDocument.Parse(document);
        return new[] { TimeOf(json.RootElement, "published"), Created(json.RootElement, "signature"), Proved(json.RootElement) }.Min();
    }

    /// <summary>When the oldest of its proofs (FEP-8b32) was made; null when there is no proof, or one of them has no time.</summary>
    public static DateTimeOffset? Proved(JsonElement document) => Created(document, "proof");

    private static DateTimeOffset? Created(JsonElement document, string property)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(property, out var signed))
        {
            return null;
        }
        var all = signed.ValueKind == JsonValueKind.Array ? [.. signed.EnumerateArray().Take(MaxProofs + 1)] : new[] { signed };
        var times = all.Select(signature => TimeOf(signature, "created")).ToList();
        return times.Count is 0 or > MaxProofs || times.Contains(null) ? null : times.Min();
    }

    private static DateTimeOffset? TimeOf(JsonElement json, string property) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            && IsText(value, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;

    private static bool IsText(JsonElement value, out string? text)
    {
        try
        {
            text = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            text = null;
            return false;
        }
    }
}
