using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Entities;

/// <summary>Converts values of one C# type from and to expanded form.</summary>
/// <param name="Read">Converts items to the value; null if none fits.</param>
/// <param name="Write">Converts the value to expanded items.</param>
internal sealed record ValueForm(Func<List<Item>, object?> Read, Func<object, JsonArray> Write)
{
    private const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
    private const string DateTime = "http://www.w3.org/2001/XMLSchema#dateTime";

    public static ValueForm Of(Type type, PropertyAttribute attribute)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return attribute.AsId && plain == typeof(string) ? new(ReadId, value => [new JsonObject { ["@id"] = (string)value }])
            : plain == typeof(string) ? new(
                items => First(items, static item => item.Text),
                value => [Literal((string)value, attribute.Datatype)])
            : plain == typeof(bool) ? new(items => First(items, ReadBoolean), value => [Literal((bool)value, attribute.Datatype)])
            : plain == typeof(long) ? new(items => First(items, ReadNumber), value => [Literal((long)value, attribute.Datatype)])
            : plain == typeof(DateTimeOffset) ? new(
                items => First(items, ReadTime),
                value => [Literal(WriteTime((DateTimeOffset)value), DateTime)])
            : plain == typeof(LanguageText) ? new(ReadText, value => WriteText((LanguageText)value))
            : References.Form(plain) ?? throw new NotSupportedException($"A property of type {type} cannot be read from a document.");
    }

    private static object? First(List<Item> items, Func<Item, object?> read)
    {
        foreach (var item in items)
        {
            if (read(item) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private static string? ReadId(List<Item> items) => items.Select(item => item.Node?.Id).FirstOrDefault(id => id is not null);

    private static object? ReadBoolean(Item item) => Shape.TryBoolean(item.Literal, out var value) ? (object)value : null;

    private static object? ReadNumber(Item item) =>
        item.Literal?.GetValueKind() == JsonValueKind.Number && item.Literal.TryGetValue<long>(out var value) ? (object)value : null;

    private static object? ReadTime(Item item) =>
        item.Text is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, AsUtc, out var time)
            ? (object)time
            : null;

    private static string WriteTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static LanguageText? ReadText(List<Item> items)
    {
        string? first = null, untagged = null;
        Dictionary<string, string>? tagged = null;
        foreach (var item in items)
        {
            if (item.Text is not { } text)
            {
                continue;
            }

            first ??= text;
            if (item.Language is null)
            {
                untagged ??= text;
            }
            else
            {
                (tagged ??= []).TryAdd(item.Language, text);
            }
        }

        return first is null ? null : new LanguageText(untagged ?? first, tagged ?? []);
    }

    private static JsonArray WriteText(LanguageText text)
    {
        var result = new JsonArray { new JsonObject { ["@value"] = text.Value } };
        foreach (var (language, value) in text.ByLanguage)
        {
            result.Add((JsonNode)new JsonObject { ["@value"] = value, ["@language"] = language });
        }

        return result;
    }

    private static JsonObject Literal(JsonNode value, string? datatype)
    {
        var result = new JsonObject { ["@value"] = value };
        if (datatype is not null)
        {
            result["@type"] = datatype;
        }

        return result;
    }
}
