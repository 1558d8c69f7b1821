using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace PrivateFed.JsonLd.Json;

/// <summary>
/// Visits a document once before any processing. Afterwards, reading an entry never throws, and the document is within the limits of depth
/// and size.
/// </summary>
internal ref struct Measure(JsonLdLimits limits)
{
    private long _size;

    /// <summary>Refuses a document that exceeds the limits, has duplicate keys, or contains text that is not Unicode.</summary>
    public static void Check(JsonNode? document, JsonLdLimits limits)
    {
        try
        {
            new Measure(limits).Visit(document, 0);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or JsonException or FormatException)
        {
            throw NotJson(e);
        }
    }

    public static JsonLdException NotJson(Exception cause) =>
        new(JsonLdErrorCode.LoadingDocumentFailed, "The document is not JSON in Unicode with unique keys.", cause);

    public static JsonLdException TooDeep(int depth) => new(JsonLdErrorCode.DocumentTooDeep, $"The document has more than {depth} levels.");

    private void Visit(JsonNode? node, int depth)
    {
        if (depth >= limits.Depth && node is (JsonObject or JsonArray))
        {
            throw TooDeep(limits.Depth);
        }

        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    Count(Encoding.UTF8.GetByteCount(key) + 4);
                    Visit(value, depth + 1);
                }

                break;
            case JsonArray array:
                foreach (var item in array)
                {
                    Count(1);
                    Visit(item, depth + 1);
                }

                break;
            case JsonValue value:
                Count(value.TryGetValue<JsonElement>(out var element) ? LengthOf(element) : LengthOf(value));
                break;
            default:
                Count("null".Length);
                break;
        }
    }

    /// <summary>The length of a parsed value, without converting its text to a string.</summary>
    private static int LengthOf(JsonElement element)
    {
        var text = JsonMarshal.GetRawUtf8Value(element);
        if (element.ValueKind == JsonValueKind.String && (text.Contains((byte)'\\') || !Utf8.IsValid(text)))
        {
            // Throws for half of a surrogate pair and for invalid UTF-8.
            return Encoding.UTF8.GetByteCount(element.GetString()!) + 2;
        }

        return text.Length;
    }

    /// <summary>The length of a value that was created in memory.</summary>
    private static int LengthOf(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => Encoding.UTF8.GetByteCount(value.ToString()) + 2,
        JsonValueKind.Number => value.ToJsonString().Length,
        _ => "false".Length,
    };

    private void Count(int bytes)
    {
        _size += bytes;
        if (_size > limits.Size)
        {
            throw new JsonLdException(JsonLdErrorCode.DocumentTooLarge, $"The document has more than {limits.Size} bytes.");
        }
    }
}
