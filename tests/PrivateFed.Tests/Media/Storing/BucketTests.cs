using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Media.Storing;
using PrivateFed.Posts;
using PrivateFed.Tests.Media.Films;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Storing;

/// <summary>Photos and films in an S3-compatible bucket are what they are in the media folder.</summary>
public class BucketTests(BucketHouse bucketHouse) : IClassFixture<BucketHouse>
{
    private readonly House _house = bucketHouse.House;

    [Fact]
    public async Task A_photo_is_kept_in_the_bucket_alone_and_served_in_whole_and_in_part()
    {
        var photo = await _house.UploadAsync();
        await _house.PublishAsync(photos: [photo]);
        using var ingrid = await _house.BrowserOfAsync(_house.Ingrid);

        Assert.DoesNotContain(_house.KeptInFolder(), name => name.Contains($"{photo.Id:N}", StringComparison.Ordinal));
        Assert.Equal(["full.jpg", "large.webp", "medium.webp", "small.webp"],
            (await bucketHouse.NamesAsync()).Where(name => name.StartsWith(MediaKeys.PhotoFolder(photo.Id), StringComparison.Ordinal))
                .Select(name => name.Split('/')[^1]).Order(StringComparer.Ordinal));
        foreach (var size in PhotoFiles.Sizes)
        {
            var path = $"/photos/{photo.Id}/{size}";
            var stored = await bucketHouse.Server.ReadAsync(bucketHouse.Bucket, MediaKeys.Photo(photo.Id, size));
            using var whole = await ingrid.GetAsync(path);
            Assert.Equal(stored, await whole.Content.ReadAsByteArrayAsync());
            Assert.Equal((stored.Length, "image/webp", true), (whole.Content.Headers.ContentLength, whole.Content.Headers.ContentType!.MediaType,
                whole.Headers.CacheControl!.Private));
            using var head = await AskAsync(ingrid, HttpMethod.Head, path);
            Assert.Equal((HttpStatusCode.OK, stored.Length), (head.StatusCode, head.Content.Headers.ContentLength));
            using var part = await AskAsync(ingrid, HttpMethod.Get, path, ("Range", "bytes=-10"));
            Assert.Equal((HttpStatusCode.PartialContent, $"bytes {stored.Length - 10}-{stored.Length - 1}/{stored.Length}"),
                (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
            Assert.Equal(stored[^10..], await part.Content.ReadAsByteArrayAsync());
            using var known = await AskAsync(ingrid, HttpMethod.Get, path, ("If-None-Match", whole.Headers.ETag!.ToString()));
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }
        using var saved = await ingrid.GetAsync($"/photos/{photo.Id}/full.jpg");
        using var picture = NetVips.Image.NewFromBuffer(await saved.Content.ReadAsByteArrayAsync(), failOn: NetVips.Enums.FailOn.Warning);
        Assert.Equal(320, picture.Width);
    }

    [Fact]
    public async Task R1_R4_Nobody_gets_past_the_gate_to_the_bucket()
    {
        await using var server = await Neighbour.OpenAsync(_house);
        await _house.WelcomeAsync(server.Person("joe"));
        var photo = await _house.UploadAsync();
        var hidden = await _house.UploadAsync();
        await _house.PublishAsync(photos: [photo]);
        var post = await _house.PublishAsync(photos: [hidden], circleIds: [await _house.CircleAsync(_house.Tom)]);
        using var ingrid = await _house.BrowserOfAsync(_house.Ingrid);
        using var stranger = new Browser(_house);
        string[] files = [.. PhotoFiles.Sizes, MakeRenditions.Full, FilmFiles.Large, FilmFiles.Source, "../small.webp"];

        foreach (var (reader, path) in files.Select(file => (ingrid, $"/photos/{hidden.Id}/{file}")).Append((ingrid, $"/posts/{post}/photos.zip"))
            .Concat(files.Select(file => (stranger, $"/photos/{photo.Id}/{file}"))))
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
            {
                foreach (var header in new[] { ("Accept", "*/*"), ("Range", "bytes=0-9"), ("If-None-Match", "*"),
                    ("If-Modified-Since", "Mon, 30 Nov 2037 00:00:00 GMT") })
                {
                    using var answer = await AskAsync(reader, method, path, header);
                    Assert.True(method == HttpMethod.Options || answer.StatusCode == HttpStatusCode.NotFound,
                        $"{method} {path} with {header}: {answer.StatusCode}");
                    Assert.DoesNotContain(bucketHouse.Bucket, $"{answer.Headers}{await answer.Content.ReadAsStringAsync()}",
                        StringComparison.Ordinal);
                }
            }
        }

        var link = new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object").GetProperty("attachment")[0].Text("url")!).AbsolutePath;
        using var joes = await server.Client.GetAsync(link);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (joes.StatusCode, joes.Content.Headers.ContentType!.MediaType));
        var stored = await bucketHouse.Server.ReadAsync(bucketHouse.Bucket, MediaKeys.Photo(photo.Id, MakeRenditions.Full));
        Assert.Equal(stored.Length + 20, (await joes.Content.ReadAsByteArrayAsync()).Length);
        using var wrong = await server.Client.GetAsync(link.Replace($"{photo.Id:N}", $"{hidden.Id:N}", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
    }

    [Fact]
    public async Task A_film_is_prepared_from_the_bucket_and_played_from_there()
    {
        Ffmpeg.SkipWithout();
        var id = await _house.ReadyFilmAsync(await Ffmpeg.SilentAsync());
        using var mara = await _house.BrowserOfAsync(_house.Mara);

        var names = (await bucketHouse.NamesAsync()).Where(name => name.StartsWith(MediaKeys.PhotoFolder(id), StringComparison.Ordinal)).ToList();
        Assert.Equal(6, names.Count);
        Assert.DoesNotContain(names, name => name.EndsWith(FilmFiles.Source, StringComparison.Ordinal));
        var stored = await bucketHouse.Server.ReadAsync(bucketHouse.Bucket, MediaKeys.Photo(id, FilmFiles.Large));
        using var part = await AskAsync(mara, HttpMethod.Get, $"/photos/{id}/{FilmFiles.Large}", ("Range", "bytes=100-1099"));
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 100-1099/{stored.Length}"),
            (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(stored[100..1100], await part.Content.ReadAsByteArrayAsync());
        await Eventually.Happens("all bytes counted", async () => await _house.ReadAsync(db => db.Photos.Where(photo => photo.Id == id)
            .Select(photo => photo.Bytes).SingleAsync()) == await LengthAsync(names));
    }

    [Fact]
    public async Task A_ZIP_from_the_bucket_goes_on_where_it_was_cut()
    {
        var post = await _house.PublishAsync(photos: [await _house.UploadAsync(), await _house.UploadAsync()]);
        using var ingrid = await _house.BrowserOfAsync(_house.Ingrid);
        var path = $"/posts/{post}/photos.zip";
        using var whole = await ingrid.GetAsync(path);
        var bytes = await whole.Content.ReadAsByteArrayAsync();

        using var rest = await AskAsync(
            ingrid, HttpMethod.Get, path, ("Range", $"bytes={bytes.Length / 3}-"), ("If-Range", whole.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(bytes[(bytes.Length / 3)..], await rest.Content.ReadAsByteArrayAsync());
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            await using var contents = await entry.OpenAsync();
            using var photo = new MemoryStream();
            await contents.CopyToAsync(photo);
            using var picture = NetVips.Image.NewFromBuffer(photo.ToArray(), failOn: NetVips.Enums.FailOn.Warning);
            Assert.Equal(320, picture.Width);
        }
        Assert.Equal(2, zip.Entries.Count);
    }

    [Fact]
    public async Task A_large_file_goes_up_in_parts_and_comes_back_from_anywhere()
    {
        var (storage, key) = (_house.Part<MediaStorage>(), MediaKeys.Photo(Guid.NewGuid(), FilmFiles.Source));
        var contents = new byte[(20 << 20) + 7];
        new Random(20).NextBytes(contents);
        using var work = storage.CreateWorkFolder();
        await File.WriteAllBytesAsync(work.PathOf("film"), contents);
        var written = File.GetLastWriteTimeUtc(work.PathOf("film"));

        await storage.PutAsync(key, work.PathOf("film"), House.Cancellation);

        var found = (await storage.FindAsync(key, House.Cancellation))!;
        Assert.Equal((contents.Length, written), (found.Length, found.ModifiedAt.UtcDateTime));
        await using var stream = found.Open();
        foreach (var (from, length) in new[] { (0, 10), (9 << 20, 3 << 20), (5, 2 << 20), ((20 << 20) - 3, 10) })
        {
            var read = new byte[length];
            stream.Position = from;
            await stream.ReadExactlyAsync(read);
            Assert.True(contents.AsSpan(from, length).SequenceEqual(read), $"{length} bytes from {from} on are others.");
        }
        await storage.DeleteAsync(key);
        Assert.Null(await storage.FindAsync(key, House.Cancellation));
    }

    [Fact]
    public async Task What_no_row_names_is_deleted_after_a_day_however_long_the_list_is()
    {
        await using var alone = await BucketHouse.OpenAsync(bucketHouse.Server);
        var (kept, deleted) = (await alone.House.UploadAsync(), await alone.House.UploadAsync());
        await alone.House.PublishAsync(photos: [kept]);
        var post = await alone.House.PublishAsync(photos: [deleted]);
        var orphan = MediaKeys.Photo(Guid.Parse($"{Guid.NewGuid():N}"[..30] + "ff"), "full.jpg");
        await alone.Server.PutAsync(alone.Bucket, orphan, [1]);
        await alone.Server.PutAsync(alone.Bucket, $"avatars/{Guid.NewGuid():N}.webp", [1]);
        // More than fit into one page, before what is to be deleted.
        await Parallel.ForAsync(0, 1_010, async (number, _) =>
            await alone.Server.PutAsync(alone.Bucket, MediaKeys.Photo(kept.Id, $"a{number:0000}"), [1]));
        House.Value(await alone.House.DoAsync((DeletePost delete) =>
            delete.DeleteAsync(alone.House.Mara.Id, PrivateFed.Members.Role.Owner, post, House.Cancellation)));
        Assert.DoesNotContain(await alone.NamesAsync(), name => name.StartsWith(MediaKeys.PhotoFolder(deleted.Id), StringComparison.Ordinal));

        await alone.House.Part<DeleteExpired>().RunAsync(House.Cancellation);
        Assert.Contains(orphan, await alone.NamesAsync());
        alone.House.Clock.Advance(TimeSpan.FromDays(2));
        await alone.House.Part<DeleteExpired>().RunAsync(House.Cancellation);

        var left = await alone.NamesAsync();
        Assert.Equal(1_014, left.Count);
        Assert.All(left, name => Assert.StartsWith(MediaKeys.PhotoFolder(kept.Id), name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Avatars_and_the_houses_picture_are_in_the_bucket_too()
    {
        using var mara = await _house.BrowserOfAsync(_house.Mara);
        using var picture = Drawing.Photo(900, 600);
        var jpeg = picture.WriteToBuffer(".jpg");

        (await ChooseAsync(mara, "/me", "/me?handler=Avatar", "avatar", jpeg)).Dispose();
        (await ChooseAsync(mara, "/family/settings", "/family/settings?handler=Picture", "file", jpeg)).Dispose();

        var avatar = (await _house.ReadAsync(db => db.Members.SingleAsync(member => member.Id == _house.Mara.Id))).AvatarId!.Value;
        var picked = (await _house.ReadAsync(db => db.Houses.SingleAsync())).PictureId!.Value;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK),
            (await mara.StatusAsync($"/faces/{avatar}.webp"), await mara.StatusAsync($"/look/{picked}/large.webp")));
        var names = await bucketHouse.NamesAsync();
        Assert.Contains(MediaKeys.Avatar(avatar, ".jpg"), names);
        Assert.Contains(MediaKeys.HousePicture(picked, "small.webp"), names);
        (await mara.SubmitAsync("/me", "/sign-out")).Dispose();
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/sign-in?handler=Face"));
    }

    [Fact]
    public async Task While_the_bucket_does_not_answer_pages_open_and_nothing_is_lost()
    {
        await using var server = await BucketServer.StartAsync("open");
        await using var alone = await BucketHouse.OpenAsync(server);
        var (photo, late) = (await alone.House.UploadAsync(), await alone.House.UploadAsync());
        var post = await alone.House.PublishAsync(photos: [photo]);
        using var mara = await alone.House.BrowserOfAsync(alone.House.Mara);
        var path = $"/photos/{photo.Id}/small.webp";
        var before = await mara.GetAsync(path);
        using var drawing = Drawing.Photo(320, 240);
        var jpeg = drawing.WriteToBuffer(".jpg");

        await server.GoDownAsync();
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/"));
        foreach (var file in new[] { path, $"/photos/{photo.Id}/full.jpg", $"/posts/{post}/photos.zip" })
        {
            using var unavailable = await mara.GetAsync(file);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (unavailable.StatusCode, unavailable.Headers.RetryAfter is not null));
            Assert.Equal((0, true), (unavailable.Content.Headers.ContentLength ?? 0, unavailable.Headers.CacheControl!.NoStore));
        }
        var rows = await alone.House.CountRowsAsync();
        var (status, text, _) = await mara.SendFileAsync(jpeg, "IMG_2041.jpg");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Pictures can't be saved right now.", text, StringComparison.Ordinal);
        using (var avatar = await ChooseAsync(mara, "/me", "/me?handler=Avatar", "avatar", jpeg))
        {
            Assert.Contains("Pictures can't be saved right now.", WebUtility.HtmlDecode(await avatar.Content.ReadAsStringAsync()),
                StringComparison.Ordinal);
        }
        Assert.Equal(rows, await alone.House.CountRowsAsync());
        Assert.Empty(alone.House.KeptInFolder());
        await alone.House.DoAsync(async (DeletePhoto delete) =>
        {
            await delete.DeleteAsync(alone.House.Mara.Id, late.Id, House.Cancellation);
            return true;
        });

        await server.ComeUpAsync();
        using var after = await mara.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, before.Headers.ETag), (after.StatusCode, after.Headers.ETag));
        Assert.Equal(HttpStatusCode.OK, (await mara.SendFileAsync(jpeg, "IMG_2041.jpg")).Status);
        Assert.Contains(await alone.NamesAsync(), name => name.StartsWith(MediaKeys.PhotoFolder(late.Id), StringComparison.Ordinal));
        alone.House.Clock.Advance(TimeSpan.FromDays(2));
        await alone.House.Part<DeleteExpired>().RunAsync(House.Cancellation);
        Assert.DoesNotContain(await alone.NamesAsync(), name => name.StartsWith(MediaKeys.PhotoFolder(late.Id), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_film_waits_for_the_bucket_and_that_is_no_attempt()
    {
        Ffmpeg.SkipWithout();
        await using var server = await BucketServer.StartAsync("open");
        await using var alone = await BucketHouse.OpenAsync(server);
        var id = await alone.House.HeldFilmAsync(await Ffmpeg.SilentAsync());
        await alone.House.ReadAsync(db => db.Films.ExecuteUpdateAsync(set => set.SetProperty(film => film.Attempts, 2)));

        await server.GoDownAsync();
        var now = alone.House.Clock.GetUtcNow();
        await alone.House.HoldFilmsAsync(id, now);
        await Eventually.Happens("the film put off", async () => await alone.House.FilmAsync(id) is { State: FilmState.Waiting } film && film.DueAt > now);
        Assert.Equal(2, (await alone.House.FilmAsync(id)).Attempts);

        await server.ComeUpAsync();
        await alone.House.HoldFilmsAsync(id, alone.House.Clock.GetUtcNow());
        Assert.Equal(FilmState.Ready, (await alone.House.SettledFilmAsync(id)).State);
    }

    internal static async Task<HttpResponseMessage> ChooseAsync(Browser browser, string page, string target, string field, byte[] file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent(await browser.TokenAsync(page)), "__RequestVerificationToken" },
                { new ByteArrayContent(file), field, "photo.jpg" },
            },
        };
        return await browser.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> AskAsync(
        Browser browser, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }
        return await browser.SendAsync(request);
    }

    private async Task<long> LengthAsync(IEnumerable<string> names)
    {
        var length = 0L;
        foreach (var name in names)
        {
            length += (await bucketHouse.Server.ReadAsync(bucketHouse.Bucket, name)).Length;
        }
        return length;
    }
}
