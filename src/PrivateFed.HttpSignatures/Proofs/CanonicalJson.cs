using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace PrivateFed.HttpSignatures;

/// <summary>
/// JSON in the canonical form for hashing (RFC 8785): no white space, keys in the order of their UTF-16 code units, numbers and strings as
/// in ECMAScript.
/// </summary>
public static class CanonicalJson
{
    private const int MaxDepth = 64;
    private const int MaxLength = 2 * 1024 * 1024;

    /// <summary>
    /// Writes a value. False for a value without a canonical form: a duplicate key, an unpaired surrogate, a number beyond a double.
    /// </summary>
    /// <param name="json">The value, at most 64 levels deep.</param>
    /// <param name="utf8">The canonical form, at most about 2 MiB.</param>
    /// <param name="why">Why there is none, in one sentence.</param>
    public static bool TryWrite(JsonElement json, [NotNullWhen(true)] out byte[]? utf8, [NotNullWhen(false)] out string? why)
    {
        return TryWrite(text => Write(json, text, 0), out utf8, out why);
    }

    /// <summary>Writes an object without one of its properties, and with the given <c>@context</c>, or none.</summary>
    internal static bool TryWrite(JsonElement json, string without, JsonElement? context, [NotNullWhen(true)] out byte[]? utf8) => TryWrite(
        text => WriteProperties(
            [
                .. json.EnumerateObject().Where(property => property.Name != without && property.Name != "@context")
                .Select(property => (property.Name, property.Value)),
                .. context is { } given ? [("@context", given)] : Array.Empty<(string, JsonElement)>(),
            ],
            text,
            0),
        out utf8,
        out _);

    private static bool TryWrite(Func<StringBuilder, string?> write, [NotNullWhen(true)] out byte[]? utf8,
        [NotNullWhen(false)] out string? why)
    {
        var text = new StringBuilder();
        utf8 = null;
        try
        {
            why = write(text);
            utf8 = why is null ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text.ToString()) : null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            why = "The JSON holds half a surrogate pair.";
        }

        return utf8 is not null;
    }

    private static string? Write(JsonElement json, StringBuilder text, int depth)
    {
        if (depth > MaxDepth || text.Length > MaxLength)
        {
            return "The JSON is too deep or too long.";
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteProperties([.. json.EnumerateObject().Select(property => (property.Name, property.Value))], text, depth);
            case JsonValueKind.Array:
                return WriteArray(json, text, depth);
            case JsonValueKind.String:
                WriteString(json.GetString()!, text);
                return null;
            case JsonValueKind.Number:
                return WriteNumber(json, text);
            default:
                text.Append(json.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => "null" });
                return null;
        }
    }

    private static string? WriteProperties(List<(string Name, JsonElement Value)> properties, StringBuilder text, int depth)
    {
        properties.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        text.Append('{');
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0 && properties[i].Name == properties[i - 1].Name)
            {
                return "The JSON has one key twice.";
            }

            text.Append(i == 0 ? "" : ",");
            WriteString(properties[i].Name, text);
            text.Append(':');
            if (Write(properties[i].Value, text, depth + 1) is { } why)
            {
                return why;
            }
        }

        text.Append('}');
        return null;
    }

    private static string? WriteArray(JsonElement json, StringBuilder text, int depth)
    {
        text.Append('[');
        var isFirst = true;
        foreach (var item in json.EnumerateArray())
        {
            text.Append(isFirst ? "" : ",");
            isFirst = false;
            if (Write(item, text, depth + 1) is { } why)
            {
                return why;
            }
        }

        text.Append(']');
        return null;
    }

    // Section 3.2.2.2.
    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u00").Append(((int)character).ToString("x2", null)),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    private static string? WriteNumber(JsonElement json, StringBuilder text)
    {
        if (!json.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            return "The JSON has a number that is too large.";
        }

        text.Append(EcmaScriptNumber.Write(number));
        return null;
    }
}
