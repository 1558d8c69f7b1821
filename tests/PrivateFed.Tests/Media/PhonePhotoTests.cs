using System.Globalization;
using System.Text;
using System.Text.Json;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using PrivateFed.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

/// <summary>
/// Photos as phones make them, and files made to do harm: each has the outcome that its manifest names. The files are not part of the
/// project (<see cref="Surroundings.Media"/>).
/// </summary>
[Trait("Database", "none")]
public class PhonePhotoTests
{
    private const string NoFiles = "no files";

    public static TheoryData<string> Photos() => Names(one => Text(one, "kind") is "photo");

    public static TheoryData<string> Others() => Names(one => Text(one, "kind") is "attack" or "bomb" or "broken");

    [Theory]
    [MemberData(nameof(Photos))]
    public void Photo(string file) => HasItsOutcome(file);

    [Theory]
    [MemberData(nameof(Others))]
    public void Made_to_do_harm(string file) => HasItsOutcome(file);

    private static void HasItsOutcome(string file)
    {
        Assert.SkipWhen(file == NoFiles, $"The photos of phones are missing: {Surroundings.Media}. Name their folder in PRIVATEFED_MEDIA.");
        var wanted = Manifest().Single(one => Text(one, "file") == file);
        using var upload = new Upload(File.ReadAllBytes(Path.Combine(Surroundings.Media, file)), file);

        var rendered = upload.Render();

        var expected = Text(wanted, "expected");
        Assert.True(expected == "either" || rendered.Succeeded == (expected == "accepted"), $"{expected}, but: {rendered.Refusal?.Sentence ?? "accepted"}");
        if (!rendered.Succeeded)
        {
            upload.AssertNothingIsLeft();
            return;
        }
        AssertShape(wanted, rendered.Value.Width, rendered.Value.Height);
        AssertColours(wanted, upload);
        AssertDate(upload.File, rendered.Value.Taken);
        foreach (var made in upload.Made)
        {
            AssertNothingSurvives(wanted, made);
        }
    }

    private static void AssertShape(JsonElement wanted, int width, int height)
    {
        if (!wanted.TryGetProperty("upright", out var upright))
        {
            return;
        }
        var (fullWidth, fullHeight) = (upright[0].GetInt32(), upright[1].GetInt32());
        var shrunk = Math.Min(1, 4096.0 / Math.Max(fullWidth, fullHeight));
        Assert.InRange(width, fullWidth * shrunk - 1, fullWidth * shrunk + 1);
        Assert.InRange(height, fullHeight * shrunk - 1, fullHeight * shrunk + 1);
    }

    /// <summary>Another library reads the same date; of AVIF it knows nothing, and the date that was planted stands in the file.</summary>
    private static void AssertDate(string file, TakenAt? taken)
    {
        Assert.Equal(file.EndsWith(".avif", StringComparison.Ordinal) ? PlantedDate(file) : DateInExif(file),
            taken?.Clock.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    private static string? PlantedDate(string file) =>
        File.ReadAllBytes(file).AsSpan().IndexOf("2024:06:21 14:03:22"u8) < 0 ? null : "2024:06:21 14:03:22";

    private static string? DateInExif(string file) => ImageMetadataReader.ReadMetadata(file).OfType<ExifSubIfdDirectory>()
        .FirstOrDefault(directory => directory.ContainsTag(ExifDirectoryBase.TagDateTimeOriginal))
        ?.GetString(ExifDirectoryBase.TagDateTimeOriginal);

    private static void AssertColours(JsonElement wanted, Upload upload)
    {
        if (!wanted.TryGetProperty("colours", out var colours))
        {
            return;
        }
        using var full = upload.Open("full.jpg");
        foreach (var colour in colours.EnumerateArray())
        {
            var seen = full.Getpoint(
                (int)(colour.GetProperty("x").GetDouble() * full.Width), (int)(colour.GetProperty("y").GetDouble() * full.Height));
            if (colour.TryGetProperty("rgb", out var rgb))
            {
                var tolerance = colour.GetProperty("tolerance").GetDouble();
                Assert.All(Enumerable.Range(0, 3), channel =>
                    Assert.InRange(seen[channel], rgb[channel].GetDouble() - tolerance, rgb[channel].GetDouble() + tolerance));
                continue;
            }
            Assert.True(seen.Max() - seen.Min() >= colour.GetProperty("spread").GetDouble(), $"{colour}: {string.Join(' ', seen)}");
            if (Text(colour, "strongest") is { Length: > 0 } strongest)
            {
                Assert.Equal(seen.Max(), seen["rgb".IndexOf(strongest[0], StringComparison.Ordinal)]);
            }
            if (Text(colour, "weakest") is { Length: > 0 } weakest)
            {
                Assert.Equal(seen.Min(), seen["rgb".IndexOf(weakest[0], StringComparison.Ordinal)]);
            }
        }
    }

    private static void AssertNothingSurvives(JsonElement wanted, string made)
    {
        var bytes = File.ReadAllBytes(made);
        if (wanted.TryGetProperty("must_not_survive", out var planted))
        {
            Assert.All(planted.EnumerateArray(), one => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(one.GetString()!))));
        }
        using var stream = new MemoryStream(bytes);
        Assert.Empty(ImageMetadataReader.ReadMetadata(stream).OfType<GpsDirectory>());
    }

    private static TheoryData<string> Names(Func<JsonElement, bool> which)
    {
        var names = new TheoryData<string>(System.IO.Directory.Exists(Surroundings.Media)
            ? Manifest().Where(which).Select(one => Text(one, "file")) : []);
        if (names.Count == 0)
        {
            names.Add(NoFiles);
        }
        return names;
    }

    private static List<JsonElement> Manifest()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Surroundings.Media, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("files").EnumerateArray().Select(one => one.Clone())];
    }

    private static string Text(JsonElement one, string name) => one.TryGetProperty(name, out var text) ? text.GetString()! : "";
}
