using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Media.Uploads;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Media.Uploads;

/// <summary>Large files arrive in chunks, and go on in the middle; and what is tried against that (N4).</summary>
[Trait("Database", "none")]
public sealed partial class UploadTests(House house) : IClassFixture<House>
{
    private const long Megabyte = 1 << 20;

    private static readonly byte[] Jpeg = Drawing.Photo(320, 240).JpegsaveBuffer();

    /// <summary>How an MP4 begins, and nothing more of one.</summary>
    private static readonly byte[] FilmBeginning = [0, 0, 0, 24, .. "ftypmp42"u8, .. new byte[300]];

    [Fact]
    public async Task A_file_that_came_in_pieces_is_the_photo_that_was_sent()
    {
        using var mara = await TusDevice.OfAsync(house, house.Mara);
        var id = Guid.NewGuid();
        using var options = await mara.SendAsync(HttpMethod.Options, TusDevice.Address, null, ("Tus-Resumable", ""));
        Assert.Equal(("1.0.0", "creation,termination,expiration", $"{2049 * Megabyte - 1}"),
            (Said(options, "Tus-Version"), Said(options, "Tus-Extension"), Said(options, "Tus-Max-Size")));

        using var begun = await mara.BeginAsync(id, Jpeg.Length);
        using var again = await mara.BeginAsync(id, Jpeg.Length);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (begun.StatusCode, again.StatusCode));
        Assert.Equal($"{TusDevice.Address}/{id}", begun.Headers.Location!.OriginalString);
        var offset = 0;
        foreach (var size in new[] { 1, 1_000, Jpeg.Length - 1_001 })
        {
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await mara.FinishAsync(id)).StatusCode);
            using var taken = await mara.AppendAsync(id, offset, Jpeg[offset..(offset + size)]);
            offset += size;
            Assert.Equal((HttpStatusCode.NoContent, (long)offset), (taken.StatusCode, TusDevice.OffsetIn(taken)));
            using var asked = await mara.AskAsync(id);
            Assert.Equal((HttpStatusCode.OK, (long)offset, $"{Jpeg.Length}", "1.0.0"),
                (asked.StatusCode, TusDevice.OffsetIn(asked), Said(asked, "Upload-Length"), Said(asked, "Tus-Resumable")));
            Assert.True(asked.Headers.CacheControl!.NoStore);
            Assert.True(DateTimeOffset.Parse(Said(asked, "Upload-Expires"), System.Globalization.CultureInfo.InvariantCulture)
                > house.Clock.GetUtcNow().AddHours(23));
        }
        var answers = await Task.WhenAll(mara.FinishAsync(id), mara.FinishAsync(id));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var photos = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));
        Assert.Equal(1, await house.ReadAsync(db => db.Photos.CountAsync(photo => photo.SentAs == id && photo.Width == 320)));
        var photo = Assert.Single(photos.Append(await mara.Browser.ReadAsync($"/write/photos?sentAs={id}")).Select(PhotoIn).Distinct());
        Assert.Equal(photo, PhotoIn(await (await mara.FinishAsync(id)).Content.ReadAsStringAsync()));
        Assert.Null(await mara.OffsetAsync(id));
        Assert.Empty(Files(house.Mara.Id));
    }

    [Fact]
    public async Task What_arrived_before_a_cut_counts_and_nobody_else_writes_meanwhile()
    {
        var (olle, author) = await TusDevice.OfNewAuthorAsync(house);
        using var device = olle;
        var (id, bytes) = (Guid.NewGuid(), Enumerable.Range(0, 400_000).Select(number => (byte)number).ToArray());
        FilmBeginning.CopyTo(bytes, 0);
        (await olle.BeginAsync(id, bytes.Length)).Dispose();

        var chunk = new HaltingChunk(bytes);
        var sending = olle.AppendAsync(id, 0, chunk);
        await chunk.IsHalfSent;
        await Eventually.Happens("the half of it", async () => await olle.OffsetAsync(id) == bytes.Length / 2);
        using (var other = await olle.AppendAsync(id, bytes.Length / 2, bytes[(bytes.Length / 2)..]))
        {
            Assert.Equal(HttpStatusCode.Locked, other.StatusCode);
        }
        chunk.CutOff();
        await Assert.ThrowsAsync<HttpRequestException>(() => sending);

        await Eventually.Happens("the end of the request", async () =>
        {
            using var rest = await olle.AppendAsync(id, bytes.Length / 2, bytes[(bytes.Length / 2)..]);
            return rest.StatusCode == HttpStatusCode.NoContent;
        });
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Assert.Single(Files(author.Id)).Path));
        using var taken = await olle.SendAsync(HttpMethod.Delete, $"{TusDevice.Address}/{id}", null);
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.Null(await olle.OffsetAsync(id));
        Assert.Empty(Files(author.Id));
    }

    [Fact]
    public async Task N4_Anothers_upload_is_answered_like_none()
    {
        using var mara = await TusDevice.OfAsync(house, house.Mara);
        using var tom = await TusDevice.OfAsync(house, house.Tom);
        using var ingrid = await TusDevice.OfAsync(house, house.Ingrid);
        var (id, none) = (Guid.NewGuid(), Guid.NewGuid());
        (await mara.BeginAsync(id, Jpeg.Length)).Dispose();
        (await mara.AppendAsync(id, 0, Jpeg[..100])).Dispose();

        foreach (var (who, status) in new[] { (tom, HttpStatusCode.NotFound), (ingrid, HttpStatusCode.NotFound) })
        {
            foreach (var ask in new Func<Guid, Task<HttpResponseMessage>>[]
            {
                who.AskAsync, one => who.AppendAsync(one, 100, Jpeg[100..]),
                one => who.SendAsync(HttpMethod.Delete, $"{TusDevice.Address}/{one}", null),
            })
            {
                using var anothers = await ask(id);
                using var nobodys = await ask(none);
                Assert.Equal(status, anothers.StatusCode);
                Assert.Equal(await nobodys.EverythingAsync(), await anothers.EverythingAsync());
            }
        }
        using var begun = await ingrid.BeginAsync(none, 10);
        Assert.Equal(HttpStatusCode.NotFound, begun.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await tom.FinishAsync(id)).StatusCode);
        Assert.Equal(100, await mara.OffsetAsync(id));

        // Under the same id his own is another upload.
        (await tom.BeginAsync(id, 50)).Dispose();
        Assert.Equal((0, 100), (await tom.OffsetAsync(id), await mara.OffsetAsync(id)));
        (await tom.SendAsync(HttpMethod.Delete, $"{TusDevice.Address}/{id}", null)).Dispose();
        (await mara.SendAsync(HttpMethod.Delete, $"{TusDevice.Address}/{id}", null)).Dispose();
    }

    [Fact]
    public async Task N4_A_request_that_lies_is_refused_and_changes_nothing()
    {
        var (olle, author) = await TusDevice.OfNewAuthorAsync(house);
        using var device = olle;
        var (id, before, chunk) = (Guid.NewGuid(), await house.CountRowsAsync(), new byte[10]);
        (await olle.BeginAsync(id, 600)).Dispose();
        (await olle.AppendAsync(id, 0, FilmBeginning[..300])).Dispose();
        var other = new ByteArrayContent(chunk) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        var endless = new HaltingChunk(new byte[700], hasLength: false);
        endless.GoOn();

        foreach (var (expected, asking) in new (HttpStatusCode, Func<Task<HttpResponseMessage>>)[]
        {
            (HttpStatusCode.Conflict, () => olle.AppendAsync(id, 290, chunk)),
            (HttpStatusCode.Conflict, () => olle.AppendAsync(id, 310, chunk)),
            (HttpStatusCode.Conflict, () => olle.AppendAsync(id, long.MaxValue, chunk)),
            (HttpStatusCode.BadRequest, () => olle.AppendAsync(id, -1, chunk)),
            (HttpStatusCode.BadRequest, () => olle.AppendAsync(id, 0, chunk, ("Upload-Offset", ""))),
            (HttpStatusCode.BadRequest, () => olle.AppendAsync(id, 0, chunk, ("Upload-Offset", "99999999999999999999"))),
            (HttpStatusCode.BadRequest, () => olle.AppendAsync(id, 300, chunk, ("RequestVerificationToken", ""))),
            (HttpStatusCode.PreconditionFailed, () => olle.AppendAsync(id, 300, chunk, ("Tus-Resumable", "0.2.2"))),
            (HttpStatusCode.UnsupportedMediaType, () => olle.AppendAsync(id, 300, other)),
            (HttpStatusCode.RequestEntityTooLarge, () => olle.AppendAsync(id, 300, new byte[301])),
            (HttpStatusCode.RequestEntityTooLarge, () => olle.AppendAsync(id, 300, endless)),
            (HttpStatusCode.NotFound, () => olle.AppendAsync(Guid.NewGuid(), 0, chunk)),
            (HttpStatusCode.Conflict, () => olle.BeginAsync(id, 601)),
            (HttpStatusCode.BadRequest, () => olle.BeginAsync(Guid.NewGuid(), -1)),
            (HttpStatusCode.BadRequest, () => olle.BeginAsync(Guid.NewGuid(), 1, ("Upload-Length", ""), ("Upload-Defer-Length", "1"))),
            (HttpStatusCode.BadRequest, () => olle.BeginAsync(Guid.NewGuid(), 1, ("Upload-Concat", "partial"))),
            (HttpStatusCode.BadRequest, () => olle.BeginAsync(Guid.NewGuid(), 1, ("Upload-Metadata", "sentAs Li4vLi4v"))),
            (HttpStatusCode.BadRequest, () => olle.BeginAsync(Guid.NewGuid(), 1, ("Upload-Metadata", "sentAs ...."))),
            (HttpStatusCode.BadRequest, () => olle.BeginAsync(Guid.NewGuid(), 1, ("RequestVerificationToken", ""))),
            (HttpStatusCode.RequestEntityTooLarge, () => olle.BeginAsync(Guid.NewGuid(), 2049 * Megabyte)),
            (HttpStatusCode.PreconditionFailed, () => olle.FinishAsync(id)),
        })
        {
            using var answer = await asking();
            Assert.Equal(expected, answer.StatusCode);
        }

        Assert.Equal(300, Assert.Single(Files(author.Id)).Offset);
        Assert.Equal(before, await house.CountRowsAsync());
        using var rest = await olle.AppendAsync(id, 300, new byte[300]);
        Assert.Equal((HttpStatusCode.NoContent, 600L), (rest.StatusCode, TusDevice.OffsetIn(rest)));
        using var refused = await olle.FinishAsync(id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Empty(Files(author.Id));
    }

    [Fact]
    public async Task N4_Of_a_thousand_that_are_begun_fifty_are_kept_and_only_as_many_bytes_promised_as_four_films_have()
    {
        var (olle, author) = await TusDevice.OfNewAuthorAsync(house);
        using var device = olle;
        using var mara = await TusDevice.OfAsync(house, house.Mara);

        for (var number = 1; number <= 1_000; number++)
        {
            using var begun = await olle.BeginAsync(Guid.NewGuid(), number);
            Assert.Equal(number <= 50 ? HttpStatusCode.Created : HttpStatusCode.Conflict, begun.StatusCode);
        }
        Assert.Equal(50, Files(author.Id).Count);
        var (tove, second) = await TusDevice.OfNewAuthorAsync(house);
        using var hers = tove;
        for (var number = 1; number <= 5; number++)
        {
            using var begun = await tove.BeginAsync(Guid.NewGuid(), 2049 * Megabyte - 1);
            Assert.Equal(number <= 4 ? HttpStatusCode.Created : HttpStatusCode.Conflict, begun.StatusCode);
            Assert.Equal(number > 4, (await begun.Content.ReadAsStringAsync()).StartsWith("4 of your uploads", StringComparison.Ordinal));
        }

        using var others = await mara.BeginAsync(Guid.NewGuid(), 1);
        Assert.Equal(HttpStatusCode.Created, others.StatusCode);
        foreach (var upload in (ResumableUpload[])[.. Files(author.Id), .. Files(second.Id), .. Files(house.Mara.Id)])
        {
            File.Delete(upload.Path);
        }
    }

    [Fact]
    public async Task N4_What_is_never_finished_is_gone_after_a_day()
    {
        await using var alone = await House.OpenAsync();
        using var mara = await TusDevice.OfAsync(alone, alone.Mara);
        var (kept, left) = (Guid.NewGuid(), Guid.NewGuid());
        (await mara.BeginAsync(left, 1_000)).Dispose();
        (await mara.BeginAsync(kept, 1_000)).Dispose();
        var file = alone.Part<UploadFiles>().Find(alone.Mara.Id, left)!.Path;
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-23));
        Assert.Equal(0, await mara.OffsetAsync(left));
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-25));

        Assert.Null(await mara.OffsetAsync(left));
        await alone.RestartAsync();
        await Eventually.Happens("the end of the file", () => Task.FromResult(!File.Exists(file)));
        Assert.Equal(0, await mara.OffsetAsync(kept));
    }

    [Fact]
    public async Task N4_After_signing_out_nothing_goes_on_until_its_author_is_back()
    {
        var (olle, author) = await TusDevice.OfNewAuthorAsync(house);
        using var device = olle;
        var (id, handle) = (Guid.NewGuid(), (await house.ReadAsync(db => db.Members.Include(one => one.Actor)
            .SingleAsync(one => one.Id == author.Id))).Actor.Handle);
        (await olle.BeginAsync(id, Jpeg.Length)).Dispose();
        (await olle.AppendAsync(id, 0, Jpeg[..500])).Dispose();
        var session = olle.Browser.Session;

        (await olle.Browser.SubmitAsync("/me", "/sign-out")).Dispose();
        olle.Browser.Session = session;

        using (var gone = await olle.AppendAsync(id, 500, Jpeg[500..]))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await olle.AskAsync(id)).StatusCode);
        Assert.Equal(500, Assert.Single(Files(author.Id)).Offset);
        await olle.SignInAsync(handle);
        using var taken = await olle.AppendAsync(id, 500, Jpeg[500..]);
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await olle.FinishAsync(id)).StatusCode);
    }

    [Fact]
    public async Task A_photo_that_is_too_large_is_refused_when_it_begins_and_a_film_of_that_size_goes_on()
    {
        Films.Ffmpeg.SkipWithout();
        var (olle, author) = await TusDevice.OfNewAuthorAsync(house);
        using var device = olle;
        var (photo, film) = (Guid.NewGuid(), Guid.NewGuid());
        (await olle.BeginAsync(photo, 65 * Megabyte)).Dispose();
        (await olle.BeginAsync(film, 65 * Megabyte)).Dispose();

        using var refused = await olle.AppendAsync(photo, 0, Jpeg[..1_000]);
        using var taken = await olle.AppendAsync(film, 0, FilmBeginning);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "This photo is 65 MB; the limit is 64 MB."),
            (refused.StatusCode, await refused.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        var upload = Assert.Single(Files(author.Id));
        Assert.Equal(film, upload.Id);
        File.Delete(upload.Path);
    }

    [Fact]
    public async Task A_film_for_which_the_disk_has_no_room_is_refused_before_it_is_sent()
    {
        await using var alone = await House.OpenAsync("--PrivateFed:FilmMegabytes=1048576");
        using var mara = await TusDevice.OfAsync(alone, alone.Mara);
        var free = new DriveInfo(alone.Part<Settings>().Data).AvailableFreeSpace;

        using var refused = await mara.BeginAsync(Guid.NewGuid(), free - (1 << 20));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("There isn't enough room left here", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(alone.Part<Settings>().ResumableUploadsFolder));
    }

    [Fact]
    public async Task Bound_A_chunk_has_50_MB_at_the_most()
    {
        var (olle, author) = await TusDevice.OfNewAuthorAsync(house);
        using var device = olle;
        var id = Guid.NewGuid();
        (await olle.BeginAsync(id, 100_000_000)).Dispose();

        HttpStatusCode? status = null;
        try
        {
            using var answer = await olle.AppendAsync(id, 0, new byte[50_000_001]);
            status = answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The house closed the connection while the chunk was still being sent.
        }

        Assert.True(status is null or HttpStatusCode.RequestEntityTooLarge, $"{status}");
        Assert.Equal(0, await olle.OffsetAsync(id));
        File.Delete(Assert.Single(Files(author.Id)).Path);
    }

    private List<ResumableUpload> Files(Guid memberId) => [.. house.Part<UploadFiles>().OfMember(memberId)];

    private static string Said(HttpResponseMessage answer, string header) => Assert.Single(answer.Headers.GetValues(header));

    private static Guid PhotoIn(string html) => Guid.Parse(WaitingPhoto().Match(html).Groups["id"].Value);

    [GeneratedRegex("data-photo=\"(?<id>[0-9a-f-]+)\"")]
    private static partial Regex WaitingPhoto();
}
