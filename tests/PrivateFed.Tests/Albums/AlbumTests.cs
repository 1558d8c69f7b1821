using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Albums;

/// <summary>Mara gathers photos in albums; each is seen by those who may see its post, and by nobody else.</summary>
public partial class AlbumTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Mara_makes_an_album_fills_it_orders_it_and_takes_a_photo_out()
    {
        var (first, second, third) =
            (await house.UploadAsync("The ferry"), await house.UploadAsync("The lake"), await house.UploadAsync("The moose"));
        var post = await house.PublishAsync("To Sweden", [first, second]);
        var later = await house.PublishAsync("Still in Sweden", [third]);
        using var mara = await house.BrowserOfAsync(house.Mara);

        using var made = await PutInAsync(mara, post, ("Name", "Summer in Sweden"), ("PhotoIds", $"{first.Id}"),
            ("PhotoIds", $"{second.Id}"));
        var album = made.Headers.Location!.ToString();
        var id = album[(album.LastIndexOf('/') + 1)..];
        (await PutInAsync(mara, later, ("AlbumId", id), ("PhotoIds", $"{third.Id}"))).Dispose();
        (await PutInAsync(mara, later, ("AlbumId", id), ("PhotoIds", $"{third.Id}"))).Dispose();
        Assert.Equal([first.Id, second.Id, third.Id], PhotosIn(await mara.ReadAsync(album)));

        (await OrderAsync(mara, album, $"earlier:{third.Id}")).Dispose();
        Assert.Equal([first.Id, third.Id, second.Id], PhotosIn(await mara.ReadAsync(album)));
        (await OrderAsync(mara, album, $"later:{first.Id}")).Dispose();
        (await OrderAsync(mara, album, $"later:{second.Id}")).Dispose();
        Assert.Equal([third.Id, first.Id, second.Id], PhotosIn(await mara.ReadAsync(album)));
        (await DragAsync(mara, album, second.Id, before: third.Id)).Dispose();
        Assert.Equal([second.Id, third.Id, first.Id], PhotosIn(await mara.ReadAsync(album)));
        (await DragAsync(mara, album, second.Id, before: null)).Dispose();
        Assert.Equal([third.Id, first.Id, second.Id], PhotosIn(await mara.ReadAsync(album)));
        (await OrderAsync(mara, album, $"out:{first.Id}")).Dispose();
        Assert.Equal([third.Id, second.Id], PhotosIn(await mara.ReadAsync(album)));

        var photo = await mara.ReadAsync($"{album}/photos/{second.Id}");
        Assert.Contains($"rel=\"prev\" href=\"{album}/photos/{third.Id}\"", photo, StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}\"", photo, StringComparison.Ordinal);
        (await mara.SubmitAsync(album, $"{album}?handler=Delete")).Dispose();
        Assert.Equal(HttpStatusCode.NotFound, await mara.StatusAsync(album));
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync($"/posts/{post}/photos/2"));
    }

    [Fact]
    public async Task Of_an_album_everybody_sees_the_photos_that_are_for_them()
    {
        var (open, secret) = (await house.UploadAsync("The lake"), await house.UploadAsync("The present"));
        var circle = await house.CircleAsync(house.Ingrid);
        var shared = await house.PublishAsync("The lake", [open]);
        var hidden = await house.PublishAsync("A present for Tom", [secret], [circle]);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var made = await PutInAsync(mara, hidden, ("Name", "Tom turns forty"), ("PhotoIds", $"{secret.Id}"));
        var album = made.Headers.Location!.ToString();

        Assert.Equal([secret.Id], PhotosIn(await ingrid.ReadAsync(album)));
        Assert.DoesNotContain("Tom turns forty", await tom.ReadAsync("/albums"), StringComparison.Ordinal);
        Assert.Equal(await AnswerAsync(tom, $"/albums/{Guid.CreateVersion7()}"), await AnswerAsync(tom, album));

        (await PutInAsync(mara, shared, ("AlbumId", album[(album.LastIndexOf('/') + 1)..]), ("PhotoIds", $"{open.Id}"))).Dispose();
        var list = await tom.ReadAsync("/albums");
        Assert.Contains("Tom turns forty", list, StringComparison.Ordinal);
        Assert.Contains("1 photo ", list, StringComparison.Ordinal);
        Assert.DoesNotContain($"{secret.Id}", list, StringComparison.Ordinal);
        Assert.Equal([open.Id], PhotosIn(await tom.ReadAsync(album)));
        Assert.Contains("Photo 1 of 1", await tom.ReadAsync($"{album}/photos/{open.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync($"{album}/photos/{secret.Id}"));

        House.Value(await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, shared, House.Cancellation)));
        Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync(album));
    }

    [Fact]
    public async Task Nobody_puts_in_what_they_may_not_see_nor_touches_anothers_album()
    {
        var (marasPhoto, hiddenPhoto) = (await house.UploadAsync(), await house.UploadAsync());
        var post = await house.PublishAsync(photos: [marasPhoto]);
        var hidden = await house.PublishAsync(photos: [hiddenPhoto], circleIds: [await house.CircleAsync(house.Ingrid)]);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var made = await PutInAsync(mara, post, ("Name", "Mine"), ("PhotoIds", $"{marasPhoto.Id}"));
        var album = made.Headers.Location!.ToString();
        var id = album[(album.LastIndexOf('/') + 1)..];
        var before = await house.CountRowsAsync();

        foreach (var (browser, target, fields) in new (Browser, string, (string, string)[])[]
        {
            (tom, $"{album}/edit", [("Name", "Tom's now")]),
            (tom, $"{album}/edit?handler=Order", [("do", $"out:{marasPhoto.Id}")]),
            (tom, $"{album}?handler=Delete", []),
            (tom, $"/posts/{hidden}/into-album", [("Name", "Stolen"), ("PhotoIds", $"{hiddenPhoto.Id}")]),
            (ingrid, "/albums", [("Name", "A member's")]),
            (ingrid, $"/posts/{post}/into-album", [("Name", "A member's"), ("PhotoIds", $"{marasPhoto.Id}")]),
            (ingrid, $"{album}?handler=Delete", []),
        })
        {
            using var answer = await browser.SubmitAsync("/me", target, fields);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{target} answered {answer.StatusCode}");
        }
        (await tom.SubmitAsync("/me", $"/posts/{post}/into-album", ("AlbumId", id), ("PhotoIds", $"{marasPhoto.Id}"))).Dispose();
        (await tom.SubmitAsync("/me", $"/posts/{post}/into-album", ("AlbumId", id), ("PhotoIds", $"{hiddenPhoto.Id}"))).Dispose();

        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Equal("Mine", await house.ReadAsync(db => db.Albums.Where(one => one.Id == Guid.Parse(id)).Select(one => one.Name)
            .SingleAsync(House.Cancellation)));
    }

    [Fact]
    public async Task An_album_without_a_name_or_without_photos_is_refused_in_words()
    {
        var photo = await house.UploadAsync();
        var post = await house.PublishAsync(photos: [photo]);
        using var mara = await house.BrowserOfAsync(house.Mara);

        using var nameless = await PutInAsync(mara, post, ("Name", " "), ("PhotoIds", $"{photo.Id}"));
        using var empty = await PutInAsync(mara, post, ("Name", "Nothing"));

        Assert.Contains("give the album a name", await nameless.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("choose at least one photo", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing", await mara.ReadAsync("/albums"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PutInAsync(Browser browser, Guid post, params (string, string)[] fields) =>
        browser.SubmitAsync("/me", $"/posts/{post}/into-album", fields);

    private static Task<HttpResponseMessage> OrderAsync(Browser browser, string album, string what) =>
        browser.SubmitAsync($"{album}/edit", $"{album}/edit?handler=Order", ("do", what));

    private static Task<HttpResponseMessage> DragAsync(Browser browser, string album, Guid photo, Guid? before) =>
        browser.SubmitAsync($"{album}/edit", $"{album}/edit?handler=Place", ("photoId", $"{photo}"), ("before", $"{before}"));

    private static List<Guid> PhotosIn(string page) => [.. Photo().Matches(page).Select(match => Guid.Parse(match.Groups["id"].Value))];

    private static async Task<string> AnswerAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return await answer.EverythingAsync();
    }

    [GeneratedRegex("href=\"/albums/[0-9a-f-]+/photos/(?<id>[0-9a-f-]+)\"")]
    private static partial Regex Photo();
}
