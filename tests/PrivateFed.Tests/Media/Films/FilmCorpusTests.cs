using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Films;

/// <summary>
/// Films and voice messages as phones, cameras and attackers make them, each with the outcome that stands in their manifest, judged from
/// outside. The files are not part of the project: their folder is named by PRIVATEFED_MEDIA, or stands beside the test vectors.
/// </summary>
[Trait("Database", "none")]
public sealed class FilmCorpusTests(House house) : IClassFixture<House>
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("PRIVATEFED_MEDIA")
        ?? Path.Combine(Environment.GetEnvironmentVariable("PRIVATEFED_VECTORS") ?? "../shared/vectors", "..", "media");

    private static readonly string Manifest = Path.Combine(Folder, "manifest.json");

    /// <summary>Films, sound, and what pretends to be either; without the folder one name of none.</summary>
    public static TheoryData<string> Names => !File.Exists(Manifest) ? new("none")
        : [.. Entries().Where(IsFilm).Select(entry => entry.Text("file")!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_comes_out_as_its_manifest_says(string name)
    {
        Assert.SkipUnless(File.Exists(Manifest), $"The films are missing: {Folder}. Name their folder in PRIVATEFED_MEDIA.");
        Ffmpeg.SkipWithout();
        var wanted = Entries().Single(entry => entry.Text("file") == name);
        using var mara = await house.BrowserOfAsync(house.Mara);

        var sent = await mara.SendFileAsync(await File.ReadAllBytesAsync(Path.Combine(Folder, name)), name);

        if (sent.Status == HttpStatusCode.UnprocessableEntity)
        {
            Assert.NotEqual("accepted", wanted.Text("expected"));
            Assert.Matches(wanted.Text("expected") != "refused" ? "\\.$" : wanted.Text("reason") switch
            {
                "too-large" => "too large|the limit is",
                "damaged" => "is damaged",
                _ => "we can show",
            }, sent.Text);
            Assert.False(await house.ReadAsync(db => db.Photos.AnyAsync(photo => photo.SentAs == sent.SentAs)));
            return;
        }
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.NotEqual("refused", wanted.Text("expected"));
        var id = await house.ReadAsync(db => db.Photos.Where(photo => photo.SentAs == sent.SentAs).Select(photo => photo.Id).SingleAsync());
        await JudgeDateAsync(id, name);
        var film = await house.SettledFilmAsync(id);
        if (film.State == FilmState.Failed)
        {
            Assert.Equal("either", wanted.Text("expected"));
            return;
        }
        await JudgeAsync(mara, id, film, wanted);
    }

    /// <summary>The house's clocks show UTC here.</summary>
    private async Task JudgeDateAsync(Guid id, string name)
    {
        var taken = (await house.ReadAsync(db => db.Photos.AsNoTracking().SingleAsync(photo => photo.Id == id))).Taken;
        var file = Path.Combine(Folder, name);
        var told = JsonSerializer.Deserialize<JsonElement>(
            await Ffmpeg.RunAsync("ffprobe", ["-v", "error", "-show_format", "-of", "json", file])).GetProperty("format");
        var expected = told.TryGetProperty("tags", out var tags)
            && (tags.TryGetProperty("com.apple.quicktime.creationdate", out var date) || tags.TryGetProperty("creation_time", out date))
                ? DateTimeOffset.Parse(date.GetString()!, CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
        Assert.Equal(expected is { } moment ? TakenAt.Of(moment) : null, taken);
    }

    private static async Task JudgeAsync(Browser viewer, Guid id, Film film, JsonElement wanted)
    {
        string[] names = film.IsVoice ? ["film.mp4"] : ["film.mp4", "film-small.mp4"];
        foreach (var name in names)
        {
            var file = await SaveAsync(viewer, $"/photos/{id}/{name}");
            try
            {
                var (looked, bytes) = (await Ffmpeg.LookAsync(file), await File.ReadAllBytesAsync(file));
                JudgeStreams(looked, film, wanted, name);
                var text = Encoding.Latin1.GetString(bytes);
                Assert.True(text.IndexOf("moov", StringComparison.Ordinal) < text.IndexOf("mdat", StringComparison.Ordinal));
                var told = Ffmpeg.ExiftoolIsHere ? await Ffmpeg.RunAsync("exiftool", ["-a", "-G1", "-s", file]) : "";
                Assert.DoesNotContain("GPS", told, StringComparison.Ordinal);
                foreach (var secret in Strings(wanted, "must_not_survive"))
                {
                    Assert.False(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0, secret);
                    Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
                }
                if (!film.IsVoice)
                {
                    var frame = await Ffmpeg.MakeAsync("png", "-ss", "0.2", "-i", file, "-frames:v", "1");
                    JudgeColours(frame, wanted, name);
                }
            }
            finally
            {
                File.Delete(file);
            }
        }
        if (!film.IsVoice)
        {
            JudgeColours(await ReadAsync(viewer, $"/photos/{id}/full.jpg"), wanted, "the poster");
        }
    }

    private static void JudgeStreams(JsonElement looked, Film film, JsonElement wanted, string name)
    {
        var streams = looked.GetProperty("streams").EnumerateArray().ToList();
        var sound = wanted.GetProperty("film").GetProperty("audio").GetBoolean();
        Assert.Equal(
            [.. film.IsVoice ? Array.Empty<string>() : ["h264 yuv420p"], .. sound ? ["aac "] : Array.Empty<string>()],
            streams.Select(stream => $"{stream.Text("codec_name")} {Said(stream, "pix_fmt")}"));
        var duration = double.Parse(looked.GetProperty("format").Text("duration")!, CultureInfo.InvariantCulture);
        Assert.Equal(wanted.GetProperty("film").GetProperty("duration").GetDouble(), duration,
            wanted.GetProperty("film").GetProperty("tolerance").GetDouble());
        if (film.IsVoice)
        {
            return;
        }
        var (width, height) = (streams[0].GetProperty("width").GetInt32(), streams[0].GetProperty("height").GetInt32());
        var upright = wanted.GetProperty("upright").EnumerateArray().Select(edge => edge.GetInt32()).ToList();
        Assert.Equal((double)upright[0] / upright[1], (double)width / height, 0.02);
        Assert.Equal(name == "film.mp4" ? Math.Min(upright.Min(), 1080) : Math.Min(upright.Min(), 480), Math.Min(width, height), 2.0);
    }

    private static void JudgeColours(byte[] picture, JsonElement wanted, string what)
    {
        using var image = Image.NewFromBuffer(picture);
        foreach (var colour in wanted.TryGetProperty("colours", out var all) ? all.EnumerateArray().ToList() : [])
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
            var leads = Said(colour, "strongest") is { } strongest ? ("rgb".IndexOf(strongest, StringComparison.Ordinal), shown.Max())
                : ("rgb".IndexOf(colour.Text("weakest")!, StringComparison.Ordinal), shown.Min());
            Assert.Equal(leads.Item2, shown[leads.Item1]);
        }
    }

    private static async Task<string> SaveAsync(Browser viewer, string path)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mp4");
        await File.WriteAllBytesAsync(file, await ReadAsync(viewer, path));
        return file;
    }

    private static async Task<byte[]> ReadAsync(Browser viewer, string path)
    {
        using var answer = await viewer.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static bool IsFilm(JsonElement entry) => entry.Text("kind") is "film" or "audio"
        || Path.GetExtension(entry.Text("file")!).ToUpperInvariant() is ".MP4" or ".MOV" or ".AVI" or ".MKV" or ".WEBM";

    private static string? Said(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Strings(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var all) ? all.EnumerateArray().Select(one => one.GetString()!) : [];

    private static List<JsonElement> Entries() =>
        [.. JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Manifest)).GetProperty("files").EnumerateArray()];
}
