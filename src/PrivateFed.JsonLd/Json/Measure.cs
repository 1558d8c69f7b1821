using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Json;

/// <summary>Walks a document once before any work: after this, no entry of it throws when read, and it is neither too deep nor too large.</summary>
internal ref struct Measure(JsonLdLimits limits)
{
    private long size;

    /// <summary>Refuses a document beyond the limits, with duplicate keys, or with text that is not Unicode.</summary>
    public static void Check(JsonNode? document, JsonLdLimits limits)
    {
        try
        {
            new Measure(limits).Visit(document, 0);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or JsonException or FormatException)
        {
            throw new JsonLdException(JsonLdErrorCode.LoadingDocumentFailed, "The document is not JSON of Unicode text with each key once.", e);
        }
    }

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
            default:
                Count(node?.GetValueKind() == JsonValueKind.String ? Encoding.UTF8.GetByteCount(node.GetValue<string>()) + 2 : LengthOfLiteral(node));
                break;
        }
    }

    private static int LengthOfLiteral(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number ? node.ToJsonString().Length : 4;

    private void Count(int bytes)
    {
        size += bytes;
        if (size > limits.Size)
        {
            throw new JsonLdException(JsonLdErrorCode.DocumentTooLarge, $"The document has more than {limits.Size} bytes.");
        }
    }
}
