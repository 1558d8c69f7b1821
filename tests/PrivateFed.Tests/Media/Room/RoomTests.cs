using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Media.Room;
using PrivateFed.Tests.Media.Films;
using PrivateFed.Tests.Media.Storing;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media.Room;

/// <summary>How much room the house takes, and what happens when there is none left.</summary>
public class RoomTests
{
    [Fact]
    public async Task The_desk_says_how_much_room_each_kind_and_each_year_takes()
    {
        await using var house = await House.OpenAsync("--PrivateFed:QuotaGigabytes=10");
        var photo = await house.UploadAsync();
        var files = house.KeptInFolder().Sum(name => new FileInfo(house.FileOf(photo.Id, Path.GetFileName(name))).Length);
        Assert.Equal(files, await BytesAsync(house, photo.Id));
        var old = await house.UploadAsync();
        await house.ReadAsync(db => db.Photos.Where(one => one.Id == old.Id).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Bytes, 3L << 30)
            .SetProperty(one => one.UploadedAt, new DateTimeOffset(2019, 12, 31, 23, 59, 59, TimeSpan.Zero))));
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        var page = WebUtility.HtmlDecode(await mara.ReadAsync("/family/space"));

        Assert.Contains("3.0 GB used, 7.0 GB left.", page, StringComparison.Ordinal);
        Assert.Contains("2019", page, StringComparison.Ordinal);
        Assert.Contains("Photos: 3.0 GB", page, StringComparison.Ordinal);
        Assert.Contains("3.0 GB used, 7.0 GB left.", await mara.ReadAsync("/family/desk"), StringComparison.Ordinal);
        Assert.Contains("All is well.", await mara.ReadAsync("/family/desk"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync("/family/space"));
    }

    [Fact]
    public async Task At_80_percent_the_owner_is_warned_and_from_95_on_nothing_is_taken_in_but_everything_is_shown()
    {
        await using var house = await House.OpenAsync("--PrivateFed:QuotaGigabytes=1");
        var photo = await house.UploadAsync();
        var post = await house.PublishAsync(photos: [photo]);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var drawing = Drawing.Photo(320, 240);
        var jpeg = drawing.WriteToBuffer(".jpg");

        await TakeAsync(house, photo.Id, 0.85);
        Assert.Contains("The house is getting full:", await mara.ReadAsync("/family/desk"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await mara.SendFileAsync(jpeg, "IMG_2041.jpg")).Status);

        await TakeAsync(house, photo.Id, 0.951);
        Assert.Contains("The house is full.", await mara.ReadAsync("/family/desk"), StringComparison.Ordinal);
        var rows = await house.CountRowsAsync();
        var files = house.KeptInFolder();
        var (status, text, _) = await mara.SendFileAsync(jpeg, "IMG_2042.jpg");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("there's no room for more pictures", text, StringComparison.Ordinal);
        foreach (var (page, target, field) in new[]
        {
            ("/me", "/me?handler=Avatar", "avatar"), ("/family/settings", "/family/settings?handler=Picture", "file"),
        })
        {
            using var refused = await BucketTests.ChooseAsync(mara, page, target, field, jpeg);
            Assert.Contains("there's no room for more pictures", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()),
                StringComparison.Ordinal);
        }
        Assert.Equal(rows, await house.CountRowsAsync());
        Assert.Equal(files, house.KeptInFolder());
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync($"/photos/{photo.Id}/large.webp"));
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync($"/posts/{post}/photos.zip"));
        await house.CommentAsync(house.Ingrid, post);
    }

    [Fact]
    public async Task Photos_of_earlier_versions_are_counted_once_in_the_background()
    {
        await using var house = await House.OpenAsync();
        var photo = await house.UploadAsync();
        var counted = await BytesAsync(house, photo.Id);
        await house.ReadAsync(db => db.Photos.ExecuteUpdateAsync(set => set.SetProperty(one => one.Bytes, (long?)null)));
        Assert.True((await house.ReadAsync(db => house.Part<MeasureRoom>().NowAsync(db, House.Cancellation))).IsCounting);

        await house.RestartAsync();

        await Eventually.Happens("the count", async () => await BytesAsync(house, photo.Id) == counted);
        Assert.False((await house.ReadAsync(db => house.Part<MeasureRoom>().NowAsync(db, House.Cancellation))).IsCounting);
    }

    [Fact]
    public async Task A_bucket_without_a_quota_has_no_end()
    {
        await using var house = await BucketHouse.OpenAsync(await BucketServer.SharedAsync());
        await house.House.UploadAsync();
        using var mara = await house.House.BrowserOfAsync(house.House.Mara);

        Assert.Contains("There's no limit.", WebUtility.HtmlDecode(await mara.ReadAsync("/family/space")), StringComparison.Ordinal);
        Assert.Null((await house.House.ReadAsync(db => house.House.Part<MeasureRoom>().NowAsync(db, House.Cancellation))).Left);
    }

    private static Task<long?> BytesAsync(House house, Guid photoId) =>
        house.ReadAsync(db => db.Photos.Where(photo => photo.Id == photoId).Select(photo => photo.Bytes).SingleAsync());

    private static Task TakeAsync(House house, Guid photoId, double gigabytes) => house.ReadAsync(db => db.Photos
        .Where(photo => photo.Id == photoId)
        .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Bytes, (long)(gigabytes * (1L << 30)))));
}
