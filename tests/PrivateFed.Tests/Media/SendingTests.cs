using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Media;

/// <summary>Photos come to the composer one by one, over connections that break off, and from a phone's share sheet.</summary>
public sealed partial class SendingTests(House house) : IClassFixture<House>
{
    private static readonly byte[] Jpeg =
        Secrets.InJpeg(Drawing.Photo(160, 120).JpegsaveBuffer(), 6, Drawing.Plain(16, 12, Drawing.Red).JpegsaveBuffer());

    [Fact]
    public async Task A_photo_that_is_sent_again_is_the_same_photo()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        var (token, sentAs) = (await mara.TokenAsync("/write"), Guid.NewGuid());
        Assert.Equal("", await mara.ReadAsync($"/write/photos?sentAs={sentAs}"));

        // Six at once: a device that heard nothing tries again, while what it sent before is still being looked at.
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(mara, token, Jpeg, sentAs)));

        var photo = Assert.Single(answers.Select(answer => PhotoIn(answer.Text)).Distinct());
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(photo, PhotoIn(await mara.ReadAsync($"/write/photos?sentAs={sentAs}")));
        Assert.Equal(1, await house.ReadAsync(db => db.Photos.CountAsync(one => one.SentAs == sentAs)));
        Assert.Equal(await house.ReadAsync(db => db.Photos.CountAsync(one => one.Width > 1)), FoldersOfPhotos().Count);

        // Another person's device may have come upon the same id; that is another photo.
        var toms = await SendAsync(tom, await tom.TokenAsync("/write"), Jpeg, sentAs);
        Assert.NotEqual(photo, PhotoIn(toms.Text));
        await house.PublishAsync("Shared meanwhile, from another tab", [new DescribedPhoto(photo, "")]);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(mara, token, Jpeg, sentAs)).Status);
        Assert.Equal(HttpStatusCode.NoContent, await mara.StatusAsync($"/write/photos?sentAs={sentAs}"));
    }

    [Fact]
    public async Task A_script_that_asks_for_JSON_is_told_who_is_signed_in_and_which_photo_was_taken()
    {
        using var tom = await house.BrowserOfAsync(house.Tom);
        var session = await ReadJsonAsync(tom, new(HttpMethod.Get, "/write/session"));
        var (token, sentAs) = (session.GetProperty("antiforgeryToken").GetString()!, Guid.NewGuid());
        Assert.Equal(house.Tom.Id, session.GetProperty("authorId").GetGuid());
        Assert.Equal(JsonValueKind.Null,
            (await ReadJsonAsync(tom, new(HttpMethod.Get, $"/write/photos?sentAs={sentAs}"))).GetProperty("id").ValueKind);

        var photo = (await ReadJsonAsync(tom, FormOf(token, Jpeg, sentAs))).GetProperty("id").GetGuid();

        Assert.Equal(photo, (await ReadJsonAsync(tom, new(HttpMethod.Get, $"/write/photos?sentAs={sentAs}"))).GetProperty("id").GetGuid());
        Assert.Equal(photo, PhotoIn(await tom.ReadAsync($"/write/photos?sentAs={sentAs}")));
        Assert.Equal(photo, await house.ReadAsync(db => db.Photos.Where(one => one.SentAs == sentAs && one.UploadedById == house.Tom.Id)
            .Select(one => one.Id).SingleAsync()));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_leaves_nothing_and_the_next_one_brings_the_photo()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var (token, sentAs, before) = (await mara.TokenAsync("/write"), Guid.NewGuid(), await house.CountRowsAsync());

        using (var broken = FormOf(token, Jpeg, sentAs))
        {
            broken.Content = new BrokenOff(broken.Content!);
            await Assert.ThrowsAsync<HttpRequestException>(() => mara.SendAsync(broken));
        }

        await Eventually.Happens("no upload left",
            () => Task.FromResult(!Directory.EnumerateFileSystemEntries(house.Part<Settings>().UploadsFolder).Any()));
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Equal("", await mara.ReadAsync($"/write/photos?sentAs={sentAs}"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(mara, token, Jpeg, sentAs)).Status);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_why_and_leaves_nothing()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var token = await mara.TokenAsync("/write");
        var before = await house.CountRowsAsync();

        var text = await SendAsync(mara, token, "hello"u8.ToArray(), Guid.NewGuid());
        var large = await SendAsync(mara, token, new byte[AddPhoto.MaxBytes + 1], Guid.NewGuid());

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (text.Status, large.Status));
        Assert.Contains("a photo we can show", text.Text, StringComparison.Ordinal);
        Assert.Contains("the limit is 64 MB", large.Text, StringComparison.Ordinal);
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(house.Part<Settings>().UploadsFolder));
    }

    [Fact]
    public async Task Who_has_lost_count_of_the_waiting_photos_is_told_so()
    {
        var author = await house.AddAsync("Olle", "olle", Role.Author);
        await house.ReadAsync(db =>
        {
            db.Photos.AddRange(Enumerable.Range(0, 500)
                .Select(_ => new Photo
                {
                    UploadedById = author.Id,
                    Width = 1,
                    Height = 1,
                    Blurhash = "",
                    UploadedAt = house.Clock.GetUtcNow(),
                }));
            return db.SaveChangesAsync(House.Cancellation);
        });
        using var olle = new Browser(house);
        Assert.Equal("", await olle.SignInAsync("olle", InTheHouse.Password));

        var refused = await SendAsync(olle, await olle.TokenAsync("/write"), Jpeg, Guid.NewGuid());

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("500 photos are already waiting for their post", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_is_kept_whole_or_refused()
    {
        var photo = await house.UploadAsync();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var (whole, tooLong) = (new string('å', Photo.DescriptionLength), new string('å', Photo.DescriptionLength) + "!");

        using var refused = await ShareAsync(mara, photo.Id, tooLong);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("1,501 characters; the limit is 1,500", page, StringComparison.Ordinal);
        Assert.Contains(tooLong, page, StringComparison.Ordinal);
        using var shared = await ShareAsync(mara, photo.Id, whole);
        Assert.Equal(HttpStatusCode.Redirect, shared.StatusCode);

        var kept = await house.ReadAsync(db => db.Photos.AsNoTracking().SingleAsync(one => one.Id == photo.Id));
        Assert.Equal(whole, kept.Description);
        using var edited = await mara.SubmitAsync(
            $"/posts/{kept.PostId}/edit", $"/posts/{kept.PostId}/edit", ("Input.Text", "Snow"),
            ($"Input.Descriptions[{photo.Id}]", tooLong));
        Assert.Contains("the limit is 1,500", await edited.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(whole, await house.ReadAsync(db => db.Photos.Where(one => one.Id == photo.Id).Select(one => one.Description)
            .SingleAsync()));
    }

    [Fact]
    public async Task A_phone_keeps_the_house_among_its_apps_and_only_authors_share_to_it()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var eve = new Browser(house);

        using var answer = await mara.GetAsync("/manifest.webmanifest");
        var manifest = await answer.JsonAsync();
        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("The Lindgrens", manifest.Text("name"));
        Assert.Equal("/write/shared", manifest.GetProperty("share_target").Text("action"));
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
        {
            using var file = await mara.GetAsync(icon.Text("src")!);
            using var picture = Image.NewFromBuffer(await file.Content.ReadAsByteArrayAsync());
            Assert.Equal(icon.Text("sizes"), $"{picture.Width}x{picture.Height}");
        }
        using var hers = await ingrid.GetAsync("/manifest.webmanifest");
        Assert.False((await hers.JsonAsync()).TryGetProperty("share_target", out _));
        using var nothing = await eve.GetAsync("/nothing.webmanifest");
        using var strangers = await eve.GetAsync("/manifest.webmanifest");
        Assert.Equal(await nothing.EverythingAsync(), await strangers.EverythingAsync());
    }

    [Fact]
    public async Task What_a_phone_shares_stands_before_its_author_and_nobody_else()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var eve = new Browser(house);
        var before = await house.CountRowsAsync();

        foreach (var (browser, site, status, said) in new[]
        {
            (mara, "cross-site", HttpStatusCode.NotFound, "Nothing here"), (mara, "same-site", HttpStatusCode.NotFound, "Nothing here"),
            (mara, "", HttpStatusCode.NotFound, "Nothing here"),
            (ingrid, "none", HttpStatusCode.Forbidden, "your photos are still on your phone"),
            (eve, "none", HttpStatusCode.NotFound, "the photos are still on your phone"),
        })
        {
            var refused = await ShareFromPhoneAsync(browser, site);
            Assert.Equal(status, refused.Status);
            Assert.Contains(said, refused.Text, StringComparison.Ordinal);
        }
        Assert.Equal(before, await house.CountRowsAsync());

        var shared = await ShareFromPhoneAsync(mara, "none");
        Assert.Equal(HttpStatusCode.OK, shared.Status);
        Assert.Contains("a photo we can show", shared.Text, StringComparison.Ordinal);
        var photo = Guid.Parse(WaitingInput().Match(shared.Text).Groups["id"].Value);
        Assert.Equal(before["Posts"], (await house.CountRowsAsync())["Posts"]);
        using var composer = await mara.PostAsync("/write", ("do", "add"), ("Input.Text", "The lake"), ("Input.PhotoIds", $"{photo}"),
            ("__RequestVerificationToken", Token().Match(shared.Text).Groups["token"].Value));
        Assert.Equal(photo, PhotoIn(await composer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Who_has_neither_a_passkey_nor_a_password_yet_shares_nothing_from_a_phone()
    {
        using var nils = new Browser(house);
        (await nils.JoinAsync(await house.InvitationAsync("Nils", Role.Author), "Nils", "nils")).Dispose();
        var before = (await house.CountRowsAsync())["Photos"];

        Assert.Equal(HttpStatusCode.Redirect, (await ShareFromPhoneAsync(nils, "none")).Status);

        Assert.Equal(before, (await house.CountRowsAsync())["Photos"]);
    }

    [Fact]
    public async Task The_composer_takes_up_only_what_this_phone_shared()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);

        using var own = await mara.SendAsync(From("none", HttpMethod.Get, "/write/shared?kept"));
        using var anothers = await mara.SendAsync(From("cross-site", HttpMethod.Get, "/write/shared?kept"));

        Assert.Equal("/write?from-phone", own.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, anothers.StatusCode);
    }

    private List<string> FoldersOfPhotos() =>
        [.. Directory.EnumerateDirectories(house.Part<Settings>().MediaFolder, "??").SelectMany(Directory.EnumerateDirectories)];

    private static Task<HttpResponseMessage> ShareAsync(Browser browser, Guid photo, string description) => browser.SubmitAsync(
        "/write", "/write", ("do", "share"), ("Input.Text", "Snow"), ("Input.Audience", "everyone"), ("Input.PhotoIds", $"{photo}"),
        ($"Input.Descriptions[{photo}]", description));

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(Browser browser, string token, byte[] file, Guid sentAs)
    {
        using var request = FormOf(token, file, sentAs);
        using var answer = await browser.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task<JsonElement> ReadJsonAsync(Browser browser, HttpRequestMessage request)
    {
        using var asked = request;
        asked.Headers.Accept.ParseAdd("application/json");
        using var answer = await browser.SendAsync(asked);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static HttpRequestMessage FormOf(string token, byte[] file, Guid sentAs) => new(HttpMethod.Post, "/write/photos")
    {
        Headers = { { "RequestVerificationToken", token } },
        Content = new MultipartFormDataContent { { new StringContent($"{sentAs}"), "sentAs" }, { FileOf(file), "file", "IMG_2041.jpg" } },
    };

    private static async Task<(HttpStatusCode Status, string Text)> ShareFromPhoneAsync(Browser browser, string site)
    {
        using var request = From(site, HttpMethod.Post, "/write/shared");
        request.Content = new MultipartFormDataContent
        {
            { new StringContent("The lake"), "title" }, { new StringContent("The lake"), "text" },
            { FileOf(Jpeg), "photos", "lake.jpg" }, { FileOf("GIF89nothing"u8.ToArray()), "photos", "nothing.gif" },
        };
        using var answer = await browser.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static HttpRequestMessage From(string site, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        if (site.Length > 0)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }
        return request;
    }

    private static ByteArrayContent FileOf(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };

    private static Guid PhotoIn(string html) => Guid.Parse(WaitingPhoto().Match(html).Groups["id"].Value);

    [GeneratedRegex("data-photo=\"(?<id>[0-9a-f-]+)\"")]
    private static partial Regex WaitingPhoto();

    [GeneratedRegex("name=\"Input.PhotoIds\" value=\"(?<id>[0-9a-f-]+)\"")]
    private static partial Regex WaitingInput();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>Sends two thirds of what it was to send, and then the connection is gone.</summary>
    private sealed class BrokenOff : HttpContent
    {
        private readonly byte[] _all;

        public BrokenOff(HttpContent whole)
        {
            _all = whole.ReadAsByteArrayAsync(House.Cancellation).GetAwaiter().GetResult();
            Headers.ContentType = whole.Headers.ContentType;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _all.Length;
            return true;
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_all.AsMemory(0, _all.Length * 2 / 3), House.Cancellation);
            await stream.FlushAsync(House.Cancellation);
            throw new IOException("The train went into a tunnel.");
        }
    }
}
