using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Formats lists: in columns for people, as JSON for programs.</summary>
internal static class Printed
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static Option<bool> JsonOption() => new("--json") { Description = "Print JSON for programs." };

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonOptions);

    public static string Day(DateTimeOffset moment) => moment.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Columns(IReadOnlyList<string[]> rows)
    {
        var plain = rows.Select(row => row.Select(Plain).ToArray()).ToList();
        var widths =
            plain.Aggregate(new int[rows[0].Length], (widest, row) => [.. widest.Zip(row, (width, cell) => Math.Max(width, cell.Length))]);
        return string.Join('\n', plain.Select(row => string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd()));
    }

    /// <summary>Removes terminal control characters, since names come from other servers.</summary>
    public static string Plain(string text) => Invisible.Remove(text);
}
