using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Posts;
using PrivateFed.Members.SignInLinks;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Jobs;

/// <summary>What is kept for a time only, and what must be kept longer than it seems.</summary>
public class ForgetTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task What_came_from_elsewhere_is_forgotten_after_thirty_days_but_not_what_waits_for_the_owner()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await joe.TellAsync(joe.Activity("Listen", "https://music.test/song"));
        await joe.TellAsync(joe.Activity("Travel", "https://travel.test/rome"));
        await house.ReadAsync(db => db.ReceivedActivities.Where(received => received.Type == "Travel").ExecuteUpdateAsync(set => set
            .SetProperty(received => received.HandledAt, (DateTimeOffset?)null)
            .SetProperty(received => received.SetAsideAt, house.Clock.GetUtcNow())));

        await ForgetAfterAsync(TimeSpan.FromDays(29));
        Assert.Equal(["Follow", "Listen", "Travel"], await TypesFromAsync(server));
        await ForgetAfterAsync(TimeSpan.FromDays(2));
        Assert.Equal(["Travel"], await TypesFromAsync(server));

        // A repeat after that is nothing new to the follow.
        await joe.TellAsync(joe.Follow());
        Assert.Equal(PrivateFed.Follows.FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_Delete_reaches_everybody_who_got_the_post_however_long_ago()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await house.PublishAsync();
        await server.ExpectAsync("Create");
        await house.SettleAsync();
        await ForgetAfterAsync(TimeSpan.FromDays(400));
        Assert.Equal(["Create"], await SentToAsync(server));

        House.Value(
            await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, house.Mara.Role, post, House.Cancellation)));
        await server.ExpectAsync("Delete");
        await house.SettleAsync();
        await ForgetAfterAsync(TimeSpan.FromDays(20));
        Assert.Equal(["Delete"], await SentToAsync(server));
        await ForgetAfterAsync(TimeSpan.FromDays(20));
        Assert.Empty(await SentToAsync(server));
    }

    [Fact]
    public async Task What_is_still_owed_is_not_forgotten()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        server.Sleep();
        await house.LetInAsync(joe);
        await house.ReadAsync(db => db.RemoteHosts.Where(host => host.Name == server.Host)
            .ExecuteUpdateAsync(set => set.SetProperty(host => host.RetryAt, house.Clock.GetUtcNow().AddYears(1))));

        await ForgetAfterAsync(TimeSpan.FromDays(40));

        Assert.Equal(["Accept", "Update"], await SentToAsync(server));
    }

    [Fact]
    public async Task A_photo_waits_a_week_for_its_post()
    {
        var forgotten = (await house.UploadAsync()).Id;
        await ForgetAfterAsync(TimeSpan.FromDays(6));
        var waiting = (await house.UploadAsync()).Id;
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync($"/photos/{forgotten}/small.webp"));

        await ForgetAfterAsync(TimeSpan.FromDays(2));

        using var later = await house.BrowserOfAsync(house.Mara);
        Assert.Equal(HttpStatusCode.NotFound, await later.StatusAsync($"/photos/{forgotten}/small.webp"));
        Assert.Equal(HttpStatusCode.OK, await later.StatusAsync($"/photos/{waiting}/small.webp"));
        Assert.False(Directory.Exists(house.FolderOf(forgotten)));
    }

    [Fact]
    public async Task Files_that_belong_to_no_photo_are_deleted_when_they_cannot_be_of_this_moment()
    {
        var orphan = house.FolderOf(Guid.NewGuid());
        var half = house.FolderOf(Guid.NewGuid()) + ".part";
        Directory.CreateDirectory(orphan);
        Directory.CreateDirectory(half);
        await File.WriteAllTextAsync(Path.Combine(orphan, "full.jpg"), "somebody", House.Cancellation);
        Directory.SetLastWriteTimeUtc(orphan, house.Clock.GetUtcNow().UtcDateTime);
        var photo = await house.UploadAsync();
        await house.PublishAsync(photos: [photo, await house.UploadAsync()]);

        await ForgetAfterAsync(TimeSpan.Zero);
        Assert.True(Directory.Exists(orphan));
        await ForgetAfterAsync(TimeSpan.FromDays(9));

        Assert.False(Directory.Exists(orphan));
        Assert.False(Directory.Exists(half));
        Assert.True(File.Exists(house.FileOf(photo.Id, "full.jpg")));
    }

    [Fact]
    public async Task On_the_wrong_database_no_photo_is_deleted()
    {
        await using var alone = await House.OpenAsync();
        await alone.PublishAsync(photos: [await alone.UploadAsync()]);
        var photos = Enumerable.Range(0, 5).Select(_ => alone.FolderOf(Guid.NewGuid())).ToList();
        photos.ForEach(folder => Directory.CreateDirectory(folder));
        alone.Clock.Advance(TimeSpan.FromDays(9));

        await alone.Part<DeleteExpired>().RunAsync(House.Cancellation);

        Assert.All(photos, folder => Assert.True(Directory.Exists(folder)));
    }

    [Fact]
    public async Task An_upload_that_a_kill_left_behind_is_gone_after_the_next_start()
    {
        await using var alone = await House.OpenAsync();
        var left = Path.Combine(alone.Part<Settings>().UploadsFolder, "ASPNETCORE_1234.tmp");
        await File.WriteAllTextAsync(left, "a photo with the place where it was taken", House.Cancellation);
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddMinutes(-11));

        await alone.RestartAsync();

        await Eventually.Happens("the end of the file", () => Task.FromResult(!File.Exists(left)));
    }

    [Fact]
    public async Task A_sign_in_link_that_has_expired_is_deleted_and_an_open_one_stays()
    {
        var gerd = await house.AddAsync("Gerd", "gerd");
        House.Value(await house.DoAsync((CreateSignInLink create) => create.CreateAsync(gerd.Id, House.Cancellation)));

        await ForgetAfterAsync(SignInLink.Lifetime - TimeSpan.FromDays(1));
        Assert.Equal(1, await LinksOfAsync(gerd.Id));
        await ForgetAfterAsync(TimeSpan.FromDays(2));
        Assert.Equal(0, await LinksOfAsync(gerd.Id));
    }

    private Task<int> LinksOfAsync(Guid memberId) =>
        house.ReadAsync(db => db.SignInLinks.CountAsync(link => link.MemberId == memberId, House.Cancellation));

    private async Task ForgetAfterAsync(TimeSpan time)
    {
        house.Clock.Advance(time);
        await house.Part<DeleteExpired>().RunAsync(House.Cancellation);
    }

    private Task<List<string>> TypesFromAsync(Neighbour server) => house.ReadAsync(db =>
        db.ReceivedActivities.Where(received => received.RemoteActor.Host.Name == server.Host).OrderBy(received => received.Id)
            .Select(received => received.Type).ToListAsync());

    private Task<List<string>> SentToAsync(Neighbour server) => house.ReadAsync(db =>
        db.Deliveries.Where(delivery => delivery.Host.Name == server.Host).OrderBy(delivery => delivery.Id)
            .Select(delivery => delivery.Activity.Type).ToListAsync());
}
