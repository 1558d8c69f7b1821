using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace PrivateFed.Federation.Documents;

/// <summary>
/// Reads ActivityStreams as most servers write it: compact JSON in which a value may stand alone, in an array, as an id or as an object.
/// </summary>
public static class ActivityJson
{
    /// <summary>Deeper documents are refused before they are read (federation rules for receivers).</summary>
    public const int Depth = 64;

    /// <summary>Bytes of the largest document that is read.</summary>
    public const int Size = 1024 * 1024;

    public const string MediaType = "application/activity+json";

    public const string ContentType = "application/activity+json; charset=utf-8";

    public const string Public = "https://www.w3.org/ns/activitystreams#Public";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Depth, AllowDuplicateProperties = false };

    /// <summary>A JSON object; refused when it is anything else, too deep, or says one property twice.</summary>
    public static Result<JsonElement> Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return new Refusal("The document is not UTF-8.");
        }
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : new Refusal("The document is not a JSON object.");
        }
        catch (JsonException problem)
        {
            return new Refusal($"The document is not JSON that can be read: {problem.Message}");
        }
    }

    public static JsonElement Parse(string document) => Parse(System.Text.Encoding.UTF8.GetBytes(document)) is { Succeeded: true, Value: var json }
        ? json
        : throw new InvalidOperationException("A stored document is not JSON.");

    /// <summary>The first value of a property, or null.</summary>
    public static JsonElement? First(this JsonElement json, string property)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(property, out var value))
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.GetArrayLength() > 0 ? value[0] : null;
        }
        return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
    }

    /// <summary>Every value of a property, whether it stands alone or in an array.</summary>
    public static IEnumerable<JsonElement> All(this JsonElement json, string property)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
    }

    /// <summary>A text, or null when the property is absent or no text.</summary>
    public static string? Text(this JsonElement json, string property) =>
        json.First(property) is { ValueKind: JsonValueKind.String } value ? ReadString(value) : null;

    /// <summary>The id that a property names, whether by the id alone or by an object that has it.</summary>
    public static string? Id(this JsonElement json, string property) => json.First(property)?.AsId();

    public static IEnumerable<string> Ids(this JsonElement json, string property) => json.All(property).Select(AsId).OfType<string>();

    /// <summary>The id of an object, or the text that is one; a Link's href.</summary>
    public static string? AsId(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ReadString(value),
        JsonValueKind.Object => value.Text("id") ?? value.Text("href"),
        _ => null,
    };

    public static DateTimeOffset? Moment(this JsonElement json, string property) =>
        DateTimeOffset.TryParse(json.Text(property), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;

    // A lone surrogate written as \ud800 is valid JSON but no text; NUL is a letter that PostgreSQL does not keep.
    private static string? ReadString(JsonElement value)
    {
        try
        {
            return value.GetString()?.Replace("\0", "", StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
