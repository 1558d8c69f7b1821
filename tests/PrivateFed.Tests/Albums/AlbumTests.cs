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
        (await OrderAsync(mara, album, $"first:{second.Id}")).Dispose();
        Assert.Equal([second.Id, third.Id, first.Id], PhotosIn(await mara.ReadAsync(album)));
        (await OrderAsync(mara, album, $"first:{second.Id}")).Dispose();
        (await OrderAsync(mara, album, $"last:{second.Id}")).Dispose();
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
            (tom, $"{album}/add", [("PhotoIds", $"{marasPhoto.Id}")]),
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
    public async Task An_empty_album_leads_to_photos_and_is_filled_from_its_own_page()
    {
        await using var own = await House.OpenAsync();
        var (early, late) = (await own.UploadAsync("The ferry"), await own.UploadAsync("The lake"));
        var hidden = await own.UploadAsync("A gift");
        await own.PublishAsync("To Sweden", [early]);
        await own.PublishAsync("Still in Sweden", [late]);
        await own.PublishAsync("For Ingrid", [hidden], [await own.CircleAsync(own.Ingrid)]);
        var draft = await own.UploadAsync("Not shared yet");
        using var tom = await own.BrowserOfAsync(own.Tom);
        using var made = await tom.SubmitAsync("/albums", "/albums", ("Name", "Summer"));
        var album = made.Headers.Location!.ToString();

        Assert.Contains($"href=\"{album}/add\"", await tom.ReadAsync(album), StringComparison.Ordinal);
        var choice = await tom.ReadAsync($"{album}/add");
        using var none = await tom.SubmitAsync($"{album}/add", $"{album}/add");
        using var filled = await tom.SubmitAsync($"{album}/add", $"{album}/add", ("PhotoIds", $"{late.Id}"), ("PhotoIds", $"{early.Id}"),
            ("PhotoIds", $"{hidden.Id}"), ("PhotoIds", $"{draft.Id}"));

        Assert.Contains($"value=\"{early.Id}\"", choice, StringComparison.Ordinal);
        Assert.Contains($"value=\"{late.Id}\"", choice, StringComparison.Ordinal);
        Assert.DoesNotContain($"{hidden.Id}", choice, StringComparison.Ordinal);
        Assert.DoesNotContain($"{draft.Id}", choice, StringComparison.Ordinal);
        Assert.Contains("choose at least one photo", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(album, filled.Headers.Location!.ToString());
        Assert.Equal([early.Id, late.Id], PhotosIn(await tom.ReadAsync(album)));
        Assert.Contains("in this album already", await tom.ReadAsync($"{album}/add"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_photos_the_older_ones_are_on_further_pages_and_what_was_chosen_is_added()
    {
        await using var own = await House.OpenAsync();
        var photos = new List<DescribedPhoto>();
        for (var number = 0; number < 21; number++)
        {
            photos.Add(await own.UploadAsync());
            await own.PublishAsync($"Day {number}", [photos[^1]]);
        }
        using var mara = await own.BrowserOfAsync(own.Mara);
        using var made = await mara.SubmitAsync("/albums", "/albums", ("Name", "All of them"));
        var album = made.Headers.Location!.ToString();
        var first = await mara.ReadAsync($"{album}/add");
        var place = Older().Match(first).Groups["place"].Value;

        using var on = await mara.SubmitAsync($"{album}/add", $"{album}/add", ("PhotoIds", $"{photos[^1].Id}"), ("older", place));
        var second = await mara.ReadAsync(on.Headers.Location!.ToString());

        Assert.DoesNotContain($"{photos[0].Id}", first, StringComparison.Ordinal);
        Assert.Equal([photos[^1].Id], PhotosIn(await mara.ReadAsync(album)));
        Assert.Contains($"value=\"{photos[0].Id}\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain($"{photos[1].Id}", second, StringComparison.Ordinal);
        Assert.DoesNotMatch(Older(), second);
    }

    [Fact]
    public async Task An_album_opens_with_three_photos_and_says_from_when_and_by_whom_its_photos_are()
    {
        DescribedPhoto[] photos = [await house.UploadAsync("1"), await house.UploadAsync("2"), await house.UploadAsync("3"),
            await house.UploadAsync("4")];
        var post = await house.PublishAsync("Long ago", photos[..3]);
        var later = await house.PublishAsync("A present", [photos[3]], [await house.CircleAsync(house.Ingrid)]);
        await SetDayAsync(post, new DateTimeOffset(2024, 2, 20, 12, 0, 0, TimeSpan.Zero));
        await SetDayAsync(later, new DateTimeOffset(2024, 10, 2, 12, 0, 0, TimeSpan.Zero));
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var made = await PutInAsync(mara, post, ("Name", "That year"), ("PhotoIds", $"{photos[0].Id}"),
            ("PhotoIds", $"{photos[1].Id}"), ("PhotoIds", $"{photos[2].Id}"));
        var album = made.Headers.Location!.ToString();
        (await PutInAsync(mara, later, ("AlbumId", album[(album.LastIndexOf('/') + 1)..]), ("PhotoIds", $"{photos[3].Id}"))).Dispose();

        var maras = WebUtility.HtmlDecode(await mara.ReadAsync(album));
        var toms = WebUtility.HtmlDecode(await tom.ReadAsync(album));

        Assert.Equal(photos.Select(photo => photo.Id), PhotosIn(maras));
        Assert.Equal([photos[3].Id], PhotosIn(maras[maras.IndexOf("photos flow", StringComparison.Ordinal)..]));
        Assert.Contains("4 photos, February – October 2024 · You", maras, StringComparison.Ordinal);
        Assert.Contains($"href=\"{album}/add\"", maras, StringComparison.Ordinal);
        Assert.Contains("3 photos, February 2024 · Mara", toms, StringComparison.Ordinal);
        Assert.DoesNotContain($"{album}/add", toms, StringComparison.Ordinal);
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

    private Task SetDayAsync(Guid post, DateTimeOffset at) => house.ReadAsync(db =>
        db.Posts.Where(one => one.Id == post).ExecuteUpdateAsync(set => set.SetProperty(one => one.PublishedAt, at), House.Cancellation));

    private static async Task<string> AnswerAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return await answer.EverythingAsync();
    }

    [GeneratedRegex("href=\"/albums/[0-9a-f-]+/photos/(?<id>[0-9a-f-]+)\"")]
    private static partial Regex Photo();

    [GeneratedRegex("name=\"older\" value=\"(?<place>[^\"]+)\"")]
    private static partial Regex Older();
}
