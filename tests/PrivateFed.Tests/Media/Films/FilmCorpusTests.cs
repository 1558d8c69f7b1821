using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Films;

/// <summary>
/// Films and voice messages as phones, cameras and attackers make them, each with the outcome that stands in their manifest, judged from
/// outside (<see cref="PhoneFiles"/>).
/// </summary>
[Trait("Database", "none")]
public sealed class FilmCorpusTests(House house, Bait bait) : IClassFixture<House>, IClassFixture<Bait>
{
    public static TheoryData<string> Names => PhoneFiles.FilmNames;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_comes_out_as_its_manifest_says(string name)
    {
        var wanted = PhoneFiles.Entry(name);
        Ffmpeg.SkipWithout();
        using var mara = await house.BrowserOfAsync(house.Mara);

        var sent = await mara.SendFileAsync(await PhoneFiles.ReadAsync(name, bait), name);

        if (sent.Status == HttpStatusCode.UnprocessableEntity)
        {
            Assert.NotEqual("accepted", wanted.Text("expected"));
            Assert.Matches(PhoneFiles.Refused(wanted), sent.Text);
            Assert.False(await house.ReadAsync(db => db.Photos.AnyAsync(photo => photo.SentAs == sent.SentAs)));
            Assert.Equal((0, false), (bait.Reads, bait.WasCalled));
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

    [Fact]
    public async Task Whoever_lets_a_program_guess_takes_the_bait()
    {
        Ffmpeg.SkipWithout();
        using var baits = new Bait();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mp4");
        await File.WriteAllBytesAsync(file, await PhoneFiles.ReadAsync("playlist-local-file.mp4", baits));

        await Ffmpeg.TryAsync("ffprobe", ["-v", "quiet", file]);

        File.Delete(file);
        await Eventually.Happens("a bait that is taken", () => Task.FromResult(baits.Reads > 0));
    }

    /// <summary>The house's clocks show UTC here.</summary>
    private async Task JudgeDateAsync(Guid id, string name)
    {
        var taken = (await house.ReadAsync(db => db.Photos.AsNoTracking().SingleAsync(photo => photo.Id == id))).Taken;
        var file = PhoneFiles.PathOf(name);
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
                PhoneFiles.AssertNothingSurvives(wanted, bytes, told);
                if (!film.IsVoice)
                {
                    var frame = await Ffmpeg.MakeAsync("png", "-ss", "0.2", "-i", file, "-frames:v", "1");
                    PhoneFiles.AssertColours(frame, wanted, name);
                }
            }
            finally
            {
                File.Delete(file);
            }
        }
        if (!film.IsVoice)
        {
            PhoneFiles.AssertColours(await ReadAsync(viewer, $"/photos/{id}/full.jpg"), wanted, "the poster");
        }
    }

    private static void JudgeStreams(JsonElement looked, Film film, JsonElement wanted, string name)
    {
        var streams = looked.GetProperty("streams").EnumerateArray().ToList();
        var sound = wanted.GetProperty("film").GetProperty("audio").GetBoolean();
        Assert.Equal(
            [.. film.IsVoice ? Array.Empty<string>() : ["h264 yuv420p"], .. sound ? ["aac "] : Array.Empty<string>()],
            streams.Select(stream => $"{stream.Text("codec_name")} {PhoneFiles.Said(stream, "pix_fmt")}"));
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
}
