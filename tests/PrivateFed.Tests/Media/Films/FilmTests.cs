using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Media.Films;

/// <summary>A film from its upload to those who see it: it is prepared in the background, and every byte passes the gate.</summary>
public sealed class FilmTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_player_gets_the_film_in_the_pieces_that_it_asks_for()
    {
        Ffmpeg.SkipWithout();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var id = await house.ReadyFilmAsync(await Ffmpeg.FilmAsync());
        using var whole = await mara.GetAsync($"/photos/{id}/film.mp4");
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal((HttpStatusCode.OK, "video/mp4", "bytes"), (whole.StatusCode, whole.Content.Headers.ContentType!.MediaType,
            string.Join(',', whole.Headers.AcceptRanges)));
        Assert.True(whole.Headers.CacheControl!.Private);

        // Safari asks for two bytes first, and believes only what it is answered exactly.
        foreach (var (range, from, length) in new (string, int, int)[]
        {
            ("bytes=0-1", 0, 2), ("bytes=100-", 100, bytes.Length - 100), ("bytes=-10", bytes.Length - 10, 10),
            ($"bytes=5-{bytes.Length * 2}", 5, bytes.Length - 5),
        })
        {
            using var part = await AskAsync(mara, HttpMethod.Get, id, ("Range", range));
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal($"bytes {from}-{from + length - 1}/{bytes.Length}", part.Content.Headers.ContentRange!.ToString());
            Assert.Equal(length, part.Content.Headers.ContentLength);
            Assert.Equal(bytes[from..(from + length)], await part.Content.ReadAsByteArrayAsync());
        }
        using var beyond = await AskAsync(mara, HttpMethod.Get, id, ("Range", $"bytes={bytes.Length}-"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        using var head = await AskAsync(mara, HttpMethod.Head, id);
        Assert.Equal((HttpStatusCode.OK, bytes.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        using var known = await AskAsync(mara, HttpMethod.Get, id, ("If-None-Match", whole.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var goneOn = await AskAsync(mara, HttpMethod.Get, id, ("Range", "bytes=10-"), ("If-Range", whole.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.PartialContent, goneOn.StatusCode);
        using var changed = await AskAsync(mara, HttpMethod.Get, id, ("Range", "bytes=10-"), ("If-Range", "\"another\""));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task What_was_in_the_upload_beside_pictures_and_sound_is_nowhere_any_more()
    {
        Ffmpeg.SkipWithout();
        var upload = await Ffmpeg.FilmAsync();
        var id = await house.ReadyFilmAsync(upload);
        var folder = house.FolderOf(id);

        Assert.True(upload.AsSpan().IndexOf("Hemma hos mormor"u8) > 0);
        Assert.Equal(["film-small.mp4", "film.mp4", "full.jpg", "large.webp", "medium.webp", "small.webp"],
            Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.True(bytes.AsSpan().IndexOf("mormor"u8) < 0 && bytes.AsSpan().IndexOf("+57.7"u8) < 0, file);
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(house.Part<Settings>().UploadsFolder));
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.GetDirectoryName(folder)!),
            other => other.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_house_knows_what_it_serves()
    {
        Ffmpeg.SkipWithout();
        var film = await house.FilmAsync(await house.ReadyFilmAsync(await Ffmpeg.FilmAsync()));
        var silent = await house.FilmAsync(await house.ReadyFilmAsync(await Ffmpeg.SilentAsync()));
        var voice = await house.FilmAsync(await house.ReadyFilmAsync(await Ffmpeg.VoiceAsync()));

        Assert.Equal((320, 240, true, false, false, "0:02"), (film.Width, film.Height, film.HasSound, film.Loops, film.IsVoice, film.Length));
        Assert.Equal((240, 320, false, true, false, "0:01"),
            (silent.Width, silent.Height, silent.HasSound, silent.Loops, silent.IsVoice, silent.Length));
        Assert.Equal((0, true, false, true), (voice.Width, voice.HasSound, voice.Loops, voice.IsVoice));
        Assert.Equal(3, voice.Duration, 0.3);
        Assert.Equal((1d, 1), (film.Progress, film.Attempts));
    }

    [Fact]
    public async Task Every_viewer_gets_what_the_gate_lets_them()
    {
        Ffmpeg.SkipWithout();
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var eve = new Browser(house);
        var id = await house.ReadyFilmAsync(await Ffmpeg.SilentAsync());
        string[] paths = [$"/photos/{id}/film.mp4", $"/photos/{id}/film-small.mp4", $"/photos/{id}/progress"];
        string[] never = [$"/photos/{id}/film.source", $"/photos/{id}/progress.mp4", $"/photos/{id}/../{id}/film.source"];

        await ExpectAsync(paths, (mara, true), (tom, false), (ingrid, false), (eve, false));
        var post = await house.PublishAsync("Only for Tom", [id.Described()], [await house.CircleAsync(house.Tom)]);
        await ExpectAsync(paths, (mara, true), (tom, true), (ingrid, false), (eve, false));
        await ExpectAsync(never, (mara, false), (tom, false), (ingrid, false), (eve, false));
        using var nothing = await eve.GetAsync($"/photos/{Guid.NewGuid()}/film.mp4");
        using var hidden = await eve.GetAsync(paths[0]);
        Assert.Equal(await nothing.EverythingAsync(), await hidden.EverythingAsync());
        await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation));
        await ExpectAsync(paths, (mara, false), (tom, false), (ingrid, false), (eve, false));
        Assert.False(Directory.Exists(house.FolderOf(id)));
        Assert.False(await house.ReadAsync(db => db.Films.AnyAsync(film => film.PhotoId == id)));
    }

    [Fact]
    public async Task While_it_is_prepared_its_poster_stands_for_it_and_everybody_sees_how_far_it_is()
    {
        Ffmpeg.SkipWithout();
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var id = await house.HeldFilmAsync(await Ffmpeg.SilentAsync());
        await house.ReadAsync(db => db.Films.Where(film => film.PhotoId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(film => film.State, FilmState.Waiting).SetProperty(film => film.Progress, 0.4)));
        var post = await house.PublishAsync("She walks!", [id.Described()]);

        var page = WebUtility.HtmlDecode(await ingrid.ReadAsync($"/posts/{post}"));
        Assert.Contains("The film is being prepared (40 %)", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"Film: Ida walks\"", page, StringComparison.Ordinal);
        Assert.Contains("The film is being prepared (40 %)", WebUtility.HtmlDecode(await mara.ReadAsync("/")), StringComparison.Ordinal);
        Assert.Contains("(40 %)", WebUtility.HtmlDecode(await ingrid.ReadAsync($"/photos/{id}/progress")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await mara.StatusAsync($"/photos/{id}/film.mp4"));
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync($"/photos/{id}/large.webp"));
        Assert.DoesNotContain("<video", await ingrid.ReadAsync($"/posts/{post}/photos/1"), StringComparison.Ordinal);

        await house.HoldFilmsAsync(id, house.Clock.GetUtcNow());
        Assert.Equal(FilmState.Ready, (await house.SettledFilmAsync(id)).State);

        Assert.Equal("", (await ingrid.ReadAsync($"/photos/{id}/progress")).Trim());
        Assert.DoesNotContain("being prepared", await ingrid.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
        var large = await ingrid.ReadAsync($"/posts/{post}/photos/1");
        Assert.Contains($"src=\"/photos/{id}/film.mp4\"", large, StringComparison.Ordinal);
        Assert.Matches("<video controls[^>]* playsinline[^>]* preload=\"metadata\"[^>]* loop", large);
    }

    [Fact]
    public async Task A_voice_message_is_one_button_on_the_post_itself()
    {
        Ffmpeg.SkipWithout();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var (voice, photo) = (await house.ReadyFilmAsync(await Ffmpeg.VoiceAsync()), await house.UploadAsync());
        var post = await house.PublishAsync("Listen", [voice.Described(""), photo]);

        var page = await ingrid.ReadAsync($"/posts/{post}");

        Assert.Matches($"<audio controls[^>]* preload=\"metadata\"[^>]* src=\"/photos/{voice}/film.mp4\"[^>]* aria-label=\"Voice message, 0:03\"", page);
        Assert.Contains($"href=\"/posts/{post}/photos/2\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/posts/{post}/photos/1\"", page, StringComparison.Ordinal);
        using var sound = await ingrid.GetAsync($"/photos/{voice}/film.mp4");
        Assert.Equal("audio/mp4", sound.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_film_that_cannot_be_prepared_is_tried_three_times_and_its_author_is_told()
    {
        Ffmpeg.SkipWithout();
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var id = await house.HeldFilmAsync(await Ffmpeg.SilentAsync());
        await File.WriteAllBytesAsync(house.FileOf(id, FilmFiles.Source), "rotten meanwhile"u8.ToArray());
        var post = await house.PublishAsync("She walks!", [id.Described()]);
        await house.ReadAsync(db => db.Films.Where(film => film.PhotoId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(film => film.Attempts, 0)));
        await house.HoldFilmsAsync(id, house.Clock.GetUtcNow());

        await Eventually.Happens("three attempts", async () =>
        {
            house.Clock.Advance(TimeSpan.FromSeconds(30));
            return (await house.FilmAsync(id)).IsSettled;
        });

        Assert.Equal((FilmState.Failed, 3), ((await house.FilmAsync(id)).State, (await house.FilmAsync(id)).Attempts));
        Assert.False(File.Exists(house.FileOf(id, FilmFiles.Source)));
        Assert.Contains("couldn't be prepared", WebUtility.HtmlDecode(await mara.ReadAsync($"/posts/{post}")), StringComparison.Ordinal);
        Assert.DoesNotContain("be prepared", WebUtility.HtmlDecode(await ingrid.ReadAsync($"/posts/{post}")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await mara.StatusAsync($"/photos/{id}/film.mp4"));
        Assert.Contains($"/photos/{id}/large.webp", await ingrid.ReadAsync($"/posts/{post}/photos/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_takes_no_film()
    {
        Ffmpeg.SkipWithout();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var post = await house.PublishAsync();
        var before = await house.CountRowsAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Look"), "Words" }, { new ByteArrayContent(await Ffmpeg.SilentAsync()), "photo", "clip.mov" },
            { new StringContent(await ingrid.TokenAsync($"/posts/{post}")), "__RequestVerificationToken" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/posts/{post}?handler=Comment") { Content = form };

        using var answer = await ingrid.SendAsync(request);

        Assert.Contains("share the film as a post", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile /etc/passwd\n")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0isomiso2\0\0\0\u0010moovxxxxxxxx")]
    [InlineData("\0\0\0\u0010mdatxxxxxxxx")]
    [InlineData("\u001A\u0045\u00DF\u00A3 not a matroska file at all, whatever it says")]
    [InlineData("RIFF\u0010\0\0\0AVI LIST\u0004\0\0\0hdrl")]
    [InlineData("OggS and nothing else that would be sound")]
    [InlineData("ID3\u0004\0\0\0\0\0\0 and then no frame of sound")]
    [InlineData("#!AMR\n and no more than that comes here")]
    public async Task What_only_says_that_it_is_a_film_is_refused_and_leaves_nothing(string content)
    {
        Ffmpeg.SkipWithout();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var before = await house.CountRowsAsync();

        var sent = await mara.SendFileAsync(System.Text.Encoding.Latin1.GetBytes(content), "holiday.mp4");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        Assert.EndsWith(".", sent.Text, StringComparison.Ordinal);
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(house.Part<Settings>().UploadsFolder));
    }

    private static async Task ExpectAsync(string[] paths, params (Browser Browser, bool Sees)[] viewers)
    {
        foreach (var (browser, sees) in viewers)
        {
            foreach (var path in paths)
            {
                Assert.Equal((path, sees ? HttpStatusCode.OK : HttpStatusCode.NotFound), (path, await browser.StatusAsync(path)));
            }
        }
    }

    private static Task<HttpResponseMessage> AskAsync(
        Browser browser, HttpMethod method, Guid id, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, $"/photos/{id}/film.mp4");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return browser.SendAsync(request);
    }
}
