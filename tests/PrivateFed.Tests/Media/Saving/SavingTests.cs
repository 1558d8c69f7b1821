using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Media.Saving;
using PrivateFed.Media.Saving.Zip;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Posts.Drafts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Saving;

/// <summary>What somebody may see they can take along, unless its author chose otherwise.</summary>
public partial class SavingTests(House house) : IClassFixture<House>
{
    private static readonly DateOnly Midsummer = new(2025, 6, 21);

    [Fact]
    public async Task The_photos_of_a_post_come_as_one_ZIP_with_names_and_dates()
    {
        var post = await PublishAsync(house.Mara, photos: 3, new LifeEvent(LifeEventKind.Another, "Midsummer at the lake", Midsummer));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        using var answer = await ingrid.GetAsync($"/posts/{post}/photos.zip");

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(("attachment", "2025-06-21 Midsummer at the lake.zip"),
            (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.True(answer.Headers.CacheControl!.Private);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(answer.Content.Headers.ContentLength, bytes.Length);
        var files = await FilesInAsync(bytes);
        Assert.Equal(["2025-06-21 Midsummer at the lake 01.jpg", "2025-06-21 Midsummer at the lake 02.jpg",
            "2025-06-21 Midsummer at the lake 03.jpg"], files.Select(file => file.Name));
        // A ZIP's own times are even seconds.
        Assert.Equal(["12:00:00", "12:00:00", "12:00:02"],
            files.Select(file => file.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)));
        Assert.All(files, file => Assert.Equal(Midsummer, DateOnly.FromDateTime(file.Time)));
        var photos = await PhotosOfAsync(post);
        foreach (var (file, photo) in files.Zip(photos))
        {
            using var single = await ingrid.GetAsync($"/photos/{photo}/full.jpg");
            Assert.Equal(file.Bytes, await single.Content.ReadAsByteArrayAsync());
            Assert.Equal(file.Name, single.Content.Headers.ContentDisposition!.FileNameStar);
        }
        await AssertProgramsAcceptAsync(bytes, "Midsummer at the lake 03.jpg");
    }

    [Fact]
    public async Task A_saved_photo_has_its_date_and_nothing_else()
    {
        var post = await PublishAsync(house.Mara, photos: 2, new LifeEvent(null, "", new DateOnly(1971, 8, 2)));
        var photo = (await PhotosOfAsync(post))[1];
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        using var answer = await ingrid.GetAsync($"/photos/{photo}/full.jpg");

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var stream = new MemoryStream(bytes);
        var exif = ImageMetadataReader.ReadMetadata(stream).OfType<ExifDirectoryBase>().ToList();
        const string date = "1971:08:02 12:00:01";
        Assert.Equal([(ExifDirectoryBase.TagDateTime, date), (ExifDirectoryBase.TagDateTimeOriginal, date)],
            exif.SelectMany(directory => directory.Tags.Select(tag => (tag.Type, directory.GetString(tag.Type)!))));
        Assert.Empty(exif.SelectMany(directory => directory.Errors));
        var stored = await File.ReadAllBytesAsync(house.FileOf(photo, MakeRenditions.Full), House.Cancellation);
        Assert.Equal(stored.Length + DatedJpeg.SegmentLength, bytes.Length);
        var segment = bytes.AsSpan().IndexOf("Exif\0\0"u8) - 4;
        Assert.Equal(stored, (byte[])[.. bytes[..segment], .. bytes[(segment + DatedJpeg.SegmentLength)..]]);
        using (var picture = NetVips.Image.NewFromBuffer(bytes, failOn: NetVips.Enums.FailOn.Warning))
        {
            Assert.Equal(320, picture.Width);
        }
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, bytes, House.Cancellation);
        await Programs.AssertAcceptsAsync(date, "exiftool", "-validate", "-DateTimeOriginal", file);
        File.Delete(file);
    }

    [Theory]
    [InlineData("+09:00")]
    [InlineData("-03:30")]
    [InlineData(null)]
    public async Task Half_past_eleven_at_night_in_Japan_is_that_day_for_everybody(string? offset)
    {
        using var picture = Drawing.Photo(320, 240);
        using var upload = new MemoryStream(Secrets.Dated(picture.WriteToBuffer(".jpg"), "2025:06:14 23:30:05", offset));
        var photo = House.Value(await house.DoAsync((AddPhoto add) => add.AddAsync(house.Mara.Id, upload, House.Cancellation))).Id;
        var post = await house.PublishAsync("Lanterns", [new DescribedPhoto(photo, "")]);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            ingrid.Cookies.Add(new Cookie("zone", zone, "/", House.Domain));
            using var answer = await ingrid.GetAsync($"/photos/{photo}/full.jpg");
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal("2025-06-14 Lanterns 01.jpg", answer.Content.Headers.ContentDisposition!.FileNameStar);
            using var stream = new MemoryStream(bytes);
            var exif = ImageMetadataReader.ReadMetadata(stream).OfType<ExifSubIfdDirectory>().Single();
            Assert.Equal(("2025:06:14 23:30:05", offset), (exif.GetString(ExifDirectoryBase.TagDateTimeOriginal),
                exif.GetString(0x9011)));
            Assert.Empty(exif.Errors);
            using var zip = await ingrid.GetAsync($"/posts/{post}/photos.zip");
            var file = Assert.Single(await FilesInAsync(await zip.Content.ReadAsByteArrayAsync()));
            Assert.Equal("2025-06-14 Lanterns 01.jpg", file.Name);
            Assert.Equal(bytes, file.Bytes);
        }
        var saved = Path.GetTempFileName();
        using (var last = await ingrid.GetAsync($"/photos/{photo}/full.jpg"))
        {
            await File.WriteAllBytesAsync(saved, await last.Content.ReadAsByteArrayAsync(), House.Cancellation);
        }
        await Programs.AssertAcceptsAsync($"2025:06:14 23:30:05{offset}", "exiftool", "-validate", "-SubSecDateTimeOriginal",
            "-DateTimeOriginal", saved);
        File.Delete(saved);
    }

    [Fact]
    public async Task The_day_is_that_of_the_readers_clock()
    {
        var post = await PublishAsync(house.Mara, photos: 1);
        var photo = (await PhotosOfAsync(post))[0];
        var at = await house.ReadAsync(db => db.Posts.Where(one => one.Id == post).Select(one => one.PublishedAt).SingleAsync());
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        var tags = new List<string>();
        foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            ingrid.Cookies.Add(new Cookie("zone", zone, "/", House.Domain));
            using var answer = await ingrid.GetAsync($"/photos/{photo}/full.jpg");
            var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone));
            Assert.Equal($"{local:yyyy-MM-dd} The first snow! 01.jpg", answer.Content.Headers.ContentDisposition!.FileNameStar);
            using var stream = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(local.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture), ImageMetadataReader.ReadMetadata(stream)
                .OfType<ExifSubIfdDirectory>().Single().GetString(ExifDirectoryBase.TagDateTimeOriginal));
            tags.Add(answer.Headers.ETag!.Tag);
        }
        Assert.Equal(2, tags.Distinct().Count());
    }

    [Fact]
    public async Task A_download_that_was_cut_anywhere_goes_on_to_the_same_bytes()
    {
        var post = await PublishAsync(house.Mara, photos: 4);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var address = $"/posts/{post}/photos.zip";
        using var whole = await ingrid.GetAsync(address);
        var (bytes, tag) = (await whole.Content.ReadAsByteArrayAsync(), whole.Headers.ETag!);

        for (var step = 0; step < 20; step++)
        {
            var cut = (bytes.Length - 1) * step / 19;
            using var rest = await RangeAsync(ingrid, address, cut, null, tag);
            Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
            Assert.Equal(new ContentRangeHeaderValue(cut, bytes.Length - 1, bytes.Length), rest.Content.Headers.ContentRange);
            Assert.Equal(bytes[cut..], await rest.Content.ReadAsByteArrayAsync());
        }
        using var part = await RangeAsync(ingrid, address, 10, 5_000, null);
        Assert.Equal(bytes[10..5_001], await part.Content.ReadAsByteArrayAsync());
        using var end = await RangeAsync(ingrid, address, null, 100, null);
        Assert.Equal(bytes[^100..], await end.Content.ReadAsByteArrayAsync());
        using var beyond = await RangeAsync(ingrid, address, bytes.Length, null, null);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        using var known = await SendAsync(ingrid, HttpMethod.Get, address, headers => headers.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var head = await SendAsync(ingrid, HttpMethod.Head, address, _ => { });
        Assert.Equal((HttpStatusCode.OK, (long?)bytes.Length, tag),
            (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.ETag));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task When_something_in_it_changed_a_download_begins_anew()
    {
        var post = await PublishAsync(house.Mara, photos: 2);
        using var mara = await house.BrowserOfAsync(house.Mara);
        var address = $"/posts/{post}/photos.zip";
        using var before = await mara.GetAsync(address);
        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(house.Mara.Id, post,
            new EditedPost("Another beginning", LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation)));

        using var answer = await RangeAsync(mara, address, 100, null, before.Headers.ETag);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(before.Headers.ETag, answer.Headers.ETag);
        Assert.All(await FilesInAsync(await answer.Content.ReadAsByteArrayAsync()),
            file => Assert.Contains("Another beginning", file.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ZIP_is_for_those_who_may_see_its_photos_and_for_nobody_else()
    {
        var lena = await house.AddAsync("Lena", $"lena{Guid.NewGuid().ToString("N")[..6]}", Role.Author);
        var circle = await house.CircleAsync(house.Ingrid, lena);
        var post = await PublishAsync(house.Mara, photos: 2, circleIds: [circle]);
        var album = await AlbumAsync(house.Mara, "For a few", await PhotosOfAsync(post));
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var stranger = new Browser(house);
        using var lenas = new Browser(house);
        Assert.Equal("", await lenas.SignInAsync(lena.Actor.Handle, InTheHouse.Password));
        var photo = (await PhotosOfAsync(post))[0];
        string[] addresses = [$"/posts/{post}/photos.zip", $"/albums/{album}/photos.zip", $"/photos/{photo}/full.jpg"];

        foreach (var address in addresses)
        {
            foreach (var reader in new[] { mara, ingrid, lenas })
            {
                Assert.Equal(HttpStatusCode.OK, await reader.StatusAsync(address));
            }
            foreach (var reader in new[] { tom, stranger })
            {
                await AssertLikeNothingAsync(reader, address);
            }
        }
        House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(lena.Id, House.Cancellation)));
        foreach (var address in addresses)
        {
            await AssertLikeNothingAsync(lenas, address);
        }
        House.Value(await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));
        foreach (var address in addresses)
        {
            await AssertLikeNothingAsync(mara, address);
            await AssertLikeNothingAsync(ingrid, address);
        }
    }

    [Fact]
    public async Task An_album_gives_everybody_the_photos_that_are_for_them()
    {
        var circle = await house.CircleAsync(house.Ingrid);
        var open = await PublishAsync(house.Mara, photos: 2, new LifeEvent(null, "", Midsummer), text: "The lake");
        var hidden = await PublishAsync(house.Mara, photos: 1, new LifeEvent(null, "", Midsummer), text: "The lake", circleIds: [circle]);
        var album = await AlbumAsync(house.Mara, "Sommer: å/ä?", [.. await PhotosOfAsync(hidden), .. await PhotosOfAsync(open)]);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);

        using var ingrids = await ingrid.GetAsync($"/albums/{album}/photos.zip");
        using var toms = await tom.GetAsync($"/albums/{album}/photos.zip");

        Assert.Equal("Sommer å ä.zip", ingrids.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(["2025-06-21 The lake 01.jpg", "2025-06-21 The lake 01 (2).jpg", "2025-06-21 The lake 02.jpg"],
            (await FilesInAsync(await ingrids.Content.ReadAsByteArrayAsync())).Select(file => file.Name));
        Assert.Equal(["2025-06-21 The lake 01.jpg", "2025-06-21 The lake 02.jpg"],
            (await FilesInAsync(await toms.Content.ReadAsByteArrayAsync())).Select(file => file.Name));
        Assert.NotEqual(ingrids.Headers.ETag, toms.Headers.ETag);
        Assert.DoesNotContain("leaves out", await tom.ReadAsync($"/albums/{album}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_author_does_not_allow_it_only_the_author_and_the_owners_save()
    {
        var kept = await PublishAsync(house.Tom, photos: 2, allowsSaving: false);
        var free = await PublishAsync(house.Tom, photos: 1);
        var photos = await PhotosOfAsync(kept);
        var album = await AlbumAsync(house.Tom, "Tom's", [.. photos, .. await PhotosOfAsync(free)]);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        foreach (var address in new[] { $"/posts/{kept}/photos.zip", $"/photos/{photos[0]}/full.jpg" })
        {
            Assert.Equal(HttpStatusCode.OK, await tom.StatusAsync(address));
            Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync(address));
            await AssertLikeNothingAsync(ingrid, address);
        }
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync($"/photos/{photos[0]}/large.webp"));
        foreach (var page in new[] { $"/posts/{kept}", $"/posts/{kept}/photos/1", $"/albums/{album}/photos/{photos[0]}" })
        {
            Assert.Contains("data-save", await tom.ReadAsync(page), StringComparison.Ordinal);
            Assert.DoesNotContain("data-save", await ingrid.ReadAsync(page), StringComparison.Ordinal);
            Assert.DoesNotContain("full.jpg", await ingrid.ReadAsync(page), StringComparison.Ordinal);
        }
        Assert.Contains("Save all 2", await tom.ReadAsync($"/posts/{kept}"), StringComparison.Ordinal);
        Assert.Contains("Save photo", await ingrid.ReadAsync($"/posts/{free}"), StringComparison.Ordinal);
        var shown = WebUtility.HtmlDecode(await ingrid.ReadAsync($"/albums/{album}"));
        Assert.Contains("“Save all” leaves out 2 photos: whoever shared them chose that.", shown, StringComparison.Ordinal);
        Assert.Contains($"data-save=\"/photos/{(await PhotosOfAsync(free))[0]}/full.jpg\"", shown, StringComparison.Ordinal);
        using var ingrids = await ingrid.GetAsync($"/albums/{album}/photos.zip");
        Assert.Single(await FilesInAsync(await ingrids.Content.ReadAsByteArrayAsync()));
        using var toms = await tom.GetAsync($"/albums/{album}/photos.zip");
        Assert.Equal(3, (await FilesInAsync(await toms.Content.ReadAsByteArrayAsync())).Count);
        var nothing = await AlbumAsync(house.Tom, "All kept", photos);
        await AssertLikeNothingAsync(ingrid, $"/albums/{nothing}/photos.zip");
        Assert.DoesNotContain("Save all", await ingrid.ReadAsync($"/albums/{nothing}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_of_a_comment_follows_its_post_but_whoever_sent_it_may_save_it()
    {
        var post = await PublishAsync(house.Mara, photos: 1, allowsSaving: false);
        var photo = await CommentWithPhotoAsync(house.Ingrid, post);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);
        var (file, page) = ($"/photos/{photo.Id}/full.jpg", $"/comments/{photo.CommentId}/photo");

        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync(file));
        Assert.Contains("full.jpg", await ingrid.ReadAsync(page), StringComparison.Ordinal);
        await AssertLikeNothingAsync(tom, file);
        Assert.DoesNotContain("full.jpg", await tom.ReadAsync(page), StringComparison.Ordinal);
        await AllowAsync(house.Mara, post, true);
        using var saved = await tom.GetAsync(file);
        Assert.Matches(@"^\d{4}-\d\d-\d\d The same lake\.jpg$", saved.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Contains("full.jpg", await tom.ReadAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choice_is_kept_with_a_draft_and_goes_out_with_it()
    {
        var id = Guid.CreateVersion7();
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("<option value=\"true\" selected", await mara.ReadAsync("/write"), StringComparison.Ordinal);

        await mara.KeepQuietlyAsync(id, ("Input.Text", "Not for saving"), ("Input.AllowsSaving", "false"));

        Assert.False((await house.DraftAsync(id))!.AllowsSaving);
        Assert.Contains("<option value=\"false\" selected", await mara.ReadAsync($"/write/{id}"), StringComparison.Ordinal);
        (await mara.ComposeAsync("share", id, ("Input.Text", "Not for saving"), ("Input.AllowsSaving", "false"))).Dispose();
        Assert.False((await house.PostAsync(id))!.AllowsSaving);
    }

    [Fact]
    public async Task A_scheduled_post_goes_out_with_its_authors_choice()
    {
        var id = Guid.CreateVersion7();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var at = house.Clock.GetUtcNow().UtcDateTime.AddHours(2).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        (await mara.ComposeAsync("later", id,
            ("Input.Text", "Tomorrow"), ("Input.ShareAt", at), ("Input.AllowsSaving", "false"))).Dispose();
        Assert.NotNull((await house.DraftAsync(id))!.ShareAt);

        house.Clock.Advance(TimeSpan.FromHours(15));

        await Eventually.Happens("the post", async () => await house.PostAsync(id) is not null);
        Assert.False((await house.PostAsync(id))!.AllowsSaving);
    }

    [Fact]
    public async Task Who_may_save_is_changed_later_without_an_edit_that_others_hear_of()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await PublishAsync(house.Mara, photos: 1);
        await house.SettleAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var address = $"/posts/{post}/photos.zip";
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync(address));

        using var answer = await mara.SubmitAsync($"/posts/{post}/edit", $"/posts/{post}/edit",
            ("Input.Text", "The first snow!"), ("Input.AllowsSaving", "false"));

        answer.AssertLeadsTo($"/posts/{post}?shared");
        await AssertLikeNothingAsync(ingrid, address);
        Assert.Contains("<option value=\"false\" selected", await mara.ReadAsync($"/posts/{post}/edit"), StringComparison.Ordinal);
        var changed = (await house.PostAsync(post))!;
        Assert.Equal((null, 0), (changed.EditedAt, changed.Versions.Count));
        await house.SettleAsync();
        Assert.DoesNotContain(server.Received,
            arrived => arrived.Type == "Update" && arrived.Json.GetProperty("object").Text("type") == "Note");
        // A form without the choice leaves it as it is.
        (await mara.SubmitAsync($"/posts/{post}/edit", $"/posts/{post}/edit", ("Input.Text", "The second snow!"))).Dispose();
        changed = (await house.PostAsync(post))!;
        Assert.Equal((false, 1), (changed.AllowsSaving, changed.Versions.Count));
    }

    [Fact]
    public async Task The_house_says_how_new_posts_begin()
    {
        await using var own = await House.OpenAsync();
        using var mara = await own.BrowserOfAsync(own.Mara);
        var before = await own.PublishAsync();

        (await mara.SubmitAsync("/family/settings", "/family/settings?handler=Saving")).Dispose();

        Assert.Contains("Saved.", await mara.ReadAsync("/family/settings"), StringComparison.Ordinal);
        Assert.Contains("<option value=\"false\" selected", await mara.ReadAsync("/write"), StringComparison.Ordinal);
        Assert.True((await own.PostAsync(before))!.AllowsSaving);
        Assert.False((await own.PostAsync(await own.PublishAsync()))!.AllowsSaving);
        var id = Guid.CreateVersion7();
        await mara.KeepQuietlyAsync(id, ("Input.Text", "As the house does"));
        Assert.False((await own.DraftAsync(id))!.AllowsSaving);
        (await mara.ComposeAsync("share", id, ("Input.Text", "Free"), ("Input.AllowsSaving", "true"))).Dispose();
        Assert.True((await own.PostAsync(id))!.AllowsSaving);
        (await mara.SubmitAsync("/family/settings", "/family/settings?handler=Saving", ("allow", "true"))).Dispose();
        Assert.True((await own.PostAsync(await own.PublishAsync()))!.AllowsSaving);
        Assert.Equal([AuditAction.SavingLimited, AuditAction.SavingAllowed], await own.ReadAsync(db => db.AuditEntries
            .Where(entry => entry.Action == AuditAction.SavingLimited || entry.Action == AuditAction.SavingAllowed)
            .OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(House.Cancellation)));
        Assert.Contains("New photos can no longer be saved by everyone who can see them", await mara.ReadAsync("/family/log"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_older_than_the_choice_may_be_saved()
    {
        await using var old = await House.OfLastVersionAsync();

        Assert.True(await old.ReadAsync(db => db.Houses.Select(one => one.AllowsSaving).SingleAsync(House.Cancellation)));
        Assert.NotEqual(0, await old.ReadAsync(db => db.Posts.CountAsync(House.Cancellation)));
        Assert.True(await old.ReadAsync(db => db.Posts.AllAsync(post => post.AllowsSaving, House.Cancellation)));
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("signed out")]
    [InlineData("deleted")]
    [InlineData("no longer allowed")]
    public async Task R12_A_download_asks_again_for_each_photo(string what)
    {
        var lena = await house.AddAsync("Lena", $"lena{Guid.NewGuid().ToString("N")[..6]}");
        var post = await PublishAsync(house.Mara, photos: 2);
        using var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync(lena.Actor.Handle, InTheHouse.Password));
        var session = await house.ReadAsync(db => db.Sessions.Where(one => one.MemberId == lena.Id).Select(one => one.Id).SingleAsync());

        await Assert.ThrowsAnyAsync<IOException>(() => house.DoAsync(async (IServiceProvider services) =>
        {
            var viewer = new Viewer.Local(lena.Id, Role.Member);
            var photos = (await PhotosOfAsync(post)).Select((id, position) => new SavedPhoto(
                id, position, new SavedPost(post, "", "", null, house.Clock.GetUtcNow()), HasNumber: true)).ToList();
            await using var zip = (await services.GetRequiredService<MakeArchive>()
                .MakeAsync(viewer, session, photos, services.GetRequiredService<ReaderClock>(), House.Cancellation))!.Zip;
            // The first photo has begun.
            await zip.ReadExactlyAsync(new byte[500], House.Cancellation);
            await EndAccessAsync(what, lena, post);
            await zip.CopyToAsync(Stream.Null, House.Cancellation);
            return 0;
        }));
    }

    private async Task EndAccessAsync(string what, Member lena, Guid post)
    {
        switch (what)
        {
            case "removed":
                House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(lena.Id, House.Cancellation)));
                break;
            case "signed out":
                await house.ReadAsync(db => db.Sessions.Where(one => one.MemberId == lena.Id).ExecuteDeleteAsync(House.Cancellation));
                break;
            case "deleted":
                House.Value(await house.DoAsync((DeletePost delete) =>
                    delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));
                break;
            default:
                await AllowAsync(house.Mara, post, false);
                break;
        }
    }

    [Fact]
    public async Task A_download_that_may_not_go_on_is_cut_off_and_does_not_look_whole()
    {
        var post = await PublishAsync(house.Mara, photos: 3);
        var photos = await PhotosOfAsync(post);
        // More than the buffers of a connection hold: the house waits in the first photo until more is read.
        foreach (var photo in photos)
        {
            await using var file = File.OpenWrite(house.FileOf(photo, MakeRenditions.Full));
            file.SetLength(24 << 20);
        }
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var client = house.Client(cookies: ingrid.Cookies);
        using var answer = await client.GetAsync(
            $"/posts/{post}/photos.zip", HttpCompletionOption.ResponseHeadersRead, House.Cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(House.Cancellation);
        await body.ReadExactlyAsync(new byte[1 << 20], House.Cancellation);

        House.Value(await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, House.Cancellation));
    }

    [Fact]
    public async Task A_photo_whose_file_is_missing_is_left_out()
    {
        var post = await PublishAsync(house.Mara, photos: 2);
        File.Delete(house.FileOf((await PhotosOfAsync(post))[0], MakeRenditions.Full));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        using var answer = await ingrid.GetAsync($"/posts/{post}/photos.zip");

        var file = Assert.Single(await FilesInAsync(await answer.Content.ReadAsByteArrayAsync()));
        Assert.EndsWith(" 02.jpg", file.Name, StringComparison.Ordinal);
    }

    private async Task<Guid> PublishAsync(Member author, int photos, LifeEvent? lifeEvent = null, string text = "The first snow!",
        Guid[]? circleIds = null, bool? allowsSaving = null)
    {
        var uploaded = new List<DescribedPhoto>();
        for (var number = 0; number < photos; number++)
        {
            uploaded.Add(new DescribedPhoto((await UploadAsync(author)).Id, ""));
        }
        return House.Value(await house.DoAsync((PublishPost publish) => publish.PublishAsync(author.Id,
            new NewPost(text, uploaded, circleIds ?? []) { LifeEvent = lifeEvent ?? LifeEvent.None, AllowsSaving = allowsSaving },
            House.Cancellation)));
    }

    private async Task<Photo> UploadAsync(Member author)
    {
        using var picture = Drawing.Photo(320, 240);
        using var stream = new MemoryStream(picture.WriteToBuffer(".jpg"));
        return House.Value(await house.DoAsync((AddPhoto add) => add.AddAsync(author.Id, stream, House.Cancellation)));
    }

    private async Task<Photo> CommentWithPhotoAsync(Member member, Guid post)
    {
        var photo = await UploadAsync(member);
        House.Value(await house.DoAsync((WriteComment write) => write.WriteAsync(
            new Viewer.Local(member.Id, member.Role), post, null, "The same lake", House.Cancellation, new DescribedPhoto(photo.Id, ""))));
        return await house.ReadAsync(db => db.Photos.AsNoTracking().SingleAsync(one => one.Id == photo.Id, House.Cancellation));
    }

    private Task<List<Guid>> PhotosOfAsync(Guid post) => house.ReadAsync(db => db.Photos.Where(photo => photo.PostId == post)
        .OrderBy(photo => photo.Position).Select(photo => photo.Id).ToListAsync(House.Cancellation));

    private async Task<Guid> AlbumAsync(Member maker, string name, IReadOnlyList<Guid> photos)
    {
        var album = House.Value(await house.DoAsync((MakeAlbum make) => make.CreateAsync(maker.Id, name, House.Cancellation)));
        foreach (var photo in photos)
        {
            House.Value(await house.DoAsync((FillAlbum fill) =>
                fill.AddPhotosAsync(new Viewer.Local(maker.Id, maker.Role), album, [photo], House.Cancellation)));
        }
        return album;
    }

    private async Task AllowAsync(Member author, Guid post, bool allow)
    {
        var text = (await house.PostAsync(post))!.Text;
        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(author.Id, post,
            new EditedPost(text, LifeEvent.None, new Dictionary<Guid, string>()) { AllowsSaving = allow }, House.Cancellation)));
    }

    /// <summary>The answer is that for what nobody ever shared.</summary>
    private static async Task AssertLikeNothingAsync(Browser reader, string address)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var there = await SendAsync(reader, method, address, _ => { });
            using var nowhere = await SendAsync(reader, method, Id().Replace(address, $"{Guid.CreateVersion7()}"), _ => { });
            Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
            Assert.Equal(Masked(await nowhere.EverythingAsync()), Masked(await there.EverythingAsync()));
        }
    }

    private static string Masked(string answer) => Token().Replace(answer, "token");

    private static async Task<HttpResponseMessage> RangeAsync(
        Browser reader, string address, long? from, long? until, EntityTagHeaderValue? unlessChanged) =>
        await SendAsync(reader, HttpMethod.Get, address, headers =>
        {
            headers.Range = new RangeHeaderValue(from, until);
            headers.IfRange = unlessChanged is null ? null : new RangeConditionHeaderValue(unlessChanged);
        });

    private static async Task<HttpResponseMessage> SendAsync(
        Browser reader, HttpMethod method, string address, Action<HttpRequestHeaders> change)
    {
        using var request = new HttpRequestMessage(method, address);
        change(request.Headers);
        return await reader.SendAsync(request);
    }

    private static async Task<List<SavedFile>> FilesInAsync(byte[] zip)
    {
        using var stream = new MemoryStream(zip);
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        var files = new List<SavedFile>();
        foreach (var entry in archive.Entries)
        {
            await using var contents = await entry.OpenAsync(House.Cancellation);
            using var bytes = new MemoryStream();
            await contents.CopyToAsync(bytes, House.Cancellation);
            files.Add(new SavedFile(entry.FullName, entry.LastWriteTime.DateTime, bytes.ToArray()));
        }
        return files;
    }

    private static async Task AssertProgramsAcceptAsync(byte[] zip, string name)
    {
        var file = Path.Combine(Path.GetTempPath(), $"privatefed-{Guid.NewGuid():N}.zip");
        await File.WriteAllBytesAsync(file, zip, House.Cancellation);
        await Programs.AssertAcceptsAsync("No errors detected", "unzip", "-t", file);
        await Programs.AssertAcceptsAsync(name, "zipinfo", file);
        await Programs.AssertAcceptsAsync("Everything is Ok", "7z", "t", file);
        await Programs.AssertPythonReadsAsync(file, "z.testzip(), z.namelist()[-1]", $"None 2025-06-21 {name}");
        File.Delete(file);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+")]
    private static partial Regex Token();

    private sealed record SavedFile(string Name, DateTime Time, byte[] Bytes);
}
