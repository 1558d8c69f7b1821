using System.Globalization;
using System.Text.Json;

namespace PrivateFed.Federation.Inbox;

/// <summary>When an activity was written, by the words that stand in it. They stay the same however often and however late it is sent.</summary>
public static class ActivityTime
{
    private const int MostProofs = 4;

    /// <summary>The earliest of its <c>published</c> and of its signatures' <c>created</c>; null when it says nothing of it.</summary>
    /// <param name="document">The activity as it came.</param>
    public static DateTimeOffset? Of(string document)
    {
        using var json = JsonDocument.Parse(document);
        return new[] { Moment(json.RootElement, "published"), Created(json.RootElement, "signature"), Proved(json.RootElement) }.Min();
    }

    /// <summary>When the oldest of its proofs (FEP-8b32) was made; null when one does not say so, or there is none.</summary>
    public static DateTimeOffset? Proved(JsonElement document) => Created(document, "proof");

    private static DateTimeOffset? Created(JsonElement document, string property)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(property, out var signed))
        {
            return null;
        }
        var all = signed.ValueKind == JsonValueKind.Array ? [.. signed.EnumerateArray().Take(MostProofs + 1)] : new[] { signed };
        var moments = all.Select(one => Moment(one, "created")).ToList();
        return moments.Count is 0 or > MostProofs || moments.Contains(null) ? null : moments.Min();
    }

    private static DateTimeOffset? Moment(JsonElement json, string property) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && IsText(value, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
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
            // Half a surrogate pair.
            text = null;
            return false;
        }
    }
}
