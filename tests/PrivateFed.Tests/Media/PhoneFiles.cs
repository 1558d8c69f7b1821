using System.Text;
using System.Text.Json;
using NetVips;
using PrivateFed.Tests.Media.Films;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

/// <summary>
/// Files as phones make them, and files made to do harm, with a manifest of what must come out. They are not part of the project: their
/// folder is <see cref="Surroundings.Media"/>.
/// </summary>
internal static class PhoneFiles
{
    private const string NoFiles = "no files";

    private static readonly Lazy<List<JsonElement>> All = new(ReadManifest);

    /// <summary>Photos, and what pretends to be one; without the folder one name of none.</summary>
    public static TheoryData<string> PhotoNames => NamesOf(entry => !IsFilm(entry));

    /// <summary>Films, sound, and what pretends to be either.</summary>
    public static TheoryData<string> FilmNames => NamesOf(IsFilm);

    public static JsonElement Entry(string name)
    {
        Assert.SkipWhen(name == NoFiles, $"The files of phones are missing: {Surroundings.Media}. Name their folder in PRIVATEFED_MEDIA.");
        return All.Value.Single(entry => entry.Text("file") == name);
    }

    public static string PathOf(string name) => Path.Combine(Surroundings.Media, name);

    /// <summary>A file that names others, or an address, names baits in their place.</summary>
    public static async Task<byte[]> ReadAsync(string name, Bait bait)
    {
        var bytes = await File.ReadAllBytesAsync(PathOf(name));
        return Entry(name).Text("kind") == "attack" ? bait.Named(bytes) : bytes;
    }

    /// <summary>What the refusal of a file says, as a pattern.</summary>
    public static string Refused(JsonElement entry) => Said(entry, "expected") != "refused" ? "\\.$" : Said(entry, "reason") switch
    {
        "too-large" => "too large|the limit is",
        "damaged" => "is damaged",
        "empty" => "is empty",
        _ => "we can show",
    };

    /// <summary>Nothing that was planted is in what is served, neither in its bytes nor in what exiftool makes of them.</summary>
    /// <param name="may">What the house itself writes there.</param>
    public static void AssertNothingSurvives(JsonElement entry, byte[] served, string told, string? may = null)
    {
        Assert.DoesNotContain("GPS", told, StringComparison.Ordinal);
        foreach (var secret in Strings(entry, "must_not_survive").Where(secret => secret != may))
        {
            Assert.False(served.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0, secret);
            Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
        }
    }

    public static void AssertColours(byte[] picture, JsonElement entry, string what)
    {
        using var image = Image.NewFromBuffer(picture);
        foreach (var colour in entry.TryGetProperty("colours", out var all) ? all.EnumerateArray().ToList() : [])
        {
            var (x, y) = (colour.GetProperty("x").GetDouble(), colour.GetProperty("y").GetDouble());
            var shown = image.Getpoint((int)(x * image.Width), (int)(y * image.Height))[..3];
            if (colour.TryGetProperty("rgb", out var rgb))
            {
                var worst = rgb.EnumerateArray().Zip(shown, (meant, is_) => Math.Abs(meant.GetDouble() - is_)).Max();
                Assert.True(worst <= colour.GetProperty("tolerance").GetDouble(), $"{what}: {colour} is {string.Join(' ', shown)}");
                continue;
            }
            Assert.True(shown.Max() - shown.Min() >= colour.GetProperty("spread").GetDouble(), $"{what}: {colour} is {string.Join(' ', shown)}");
            if (Said(colour, "strongest") is { } strongest)
            {
                Assert.Equal(shown.Max(), shown["rgb".IndexOf(strongest, StringComparison.Ordinal)]);
            }
            if (Said(colour, "weakest") is { } weakest)
            {
                Assert.Equal(shown.Min(), shown["rgb".IndexOf(weakest, StringComparison.Ordinal)]);
            }
        }
    }

    public static string? Said(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static IEnumerable<string> Strings(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var all) ? all.EnumerateArray().Select(one => one.GetString()!) : [];

    private static bool IsFilm(JsonElement entry) => entry.Text("kind") is "film" or "audio"
        || Path.GetExtension(entry.Text("file")!).ToUpperInvariant() is ".MP4" or ".MOV" or ".AVI" or ".MKV" or ".WEBM";

    private static TheoryData<string> NamesOf(Func<JsonElement, bool> which) => All.Value.Count == 0 ? new(NoFiles)
        : [.. All.Value.Where(which).Select(entry => entry.Text("file")!)];

    private static List<JsonElement> ReadManifest() => File.Exists(PathOf("manifest.json"))
        ? [.. JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(PathOf("manifest.json"))).GetProperty("files").EnumerateArray()]
        : [];
}
