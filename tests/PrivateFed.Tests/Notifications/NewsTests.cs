using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Notifications;
using PrivateFed.Notifications.Mail;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Notifications;

/// <summary>What stands under the bell, for whom, and for how long.</summary>
public class NewsTests(House house) : IClassFixture<House>
{
    private const string Dot = "class=\"has-news\"";

    [Fact]
    public async Task News_of_a_post_is_for_those_who_may_see_it_as_long_as_they_may()
    {
        var (gerd, pia) = (await house.AddAsync("Gerd", "gerd"), await house.AddAsync("Pia", "pia"));
        var circle = await house.CircleAsync(gerd, pia);
        var post = await house.PublishAsync("For two only", circleIds: [circle]);
        using var hers = await SignedInAsync("pia");
        using var his = await SignedInAsync("gerd");
        using var tom = await house.BrowserOfAsync(house.Tom);

        Assert.Contains(Dot, await hers.ReadAsync("/albums"), StringComparison.Ordinal);
        using var lured = new HttpRequestMessage(HttpMethod.Get, "/news") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        (await hers.SendAsync(lured)).Dispose();
        Assert.Contains(Dot, await hers.ReadAsync("/albums"), StringComparison.Ordinal);
        var news = await hers.TextAsync("/news");
        Assert.Contains("Mara posted", news, StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}\"", news, StringComparison.Ordinal);
        Assert.DoesNotContain(Dot, await hers.ReadAsync("/albums"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{post}", await tom.ReadAsync("/news"), StringComparison.Ordinal);

        // Gerd is taken out of the circle before he has looked.
        await house.ReadAsync(async db =>
        {
            var one = await db.Circles.Include(one => one.Members).SingleAsync(one => one.Id == circle);
            one.Members.RemoveAll(member => member.Id == gerd.Id);
            return await db.SaveChangesAsync();
        });
        Assert.DoesNotContain(Dot, await his.ReadAsync("/albums"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{post}", await his.ReadAsync("/news"), StringComparison.Ordinal);

        House.Value(await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));
        Assert.DoesNotContain($"{post}", await hers.ReadAsync("/news"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_is_news_for_who_wrote_the_post_for_who_speaks_under_it_and_for_owners_but_nobody_else()
    {
        var (ulla, per, kim) =
            (await house.AddAsync("Ulla", "ulla"), await house.AddAsync("Per", "per"), await house.AddAsync("Kim", "kim"));
        var post = await house.PublishAsync("Tom's soup", by: house.Tom);
        await house.CommentAsync(ulla, post, "What is in it?");
        var answer = await house.CommentAsync(per, post, "Everything.");

        Assert.Equal(
            new[] { house.Tom.Id, house.Mara.Id, ulla.Id }.Order(),
            (await house.ReadAsync(db => db.News.Where(news => news.CommentId == answer).Select(news => news.MemberId)
                .ToListAsync())).Order());
        using var tom = await house.BrowserOfAsync(house.Tom);
        Assert.Contains("Per commented on your post", await tom.TextAsync("/news"), StringComparison.Ordinal);
        using var hers = await SignedInAsync("ulla");
        Assert.Contains("Per commented on Tom’s post", await hers.TextAsync("/news"), StringComparison.Ordinal);
        using var others = await SignedInAsync("kim");
        Assert.DoesNotContain("Per commented", await others.TextAsync("/news"), StringComparison.Ordinal);

        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(new(per.Id, per.Role), answer, House.Cancellation)));
        Assert.DoesNotContain("Per commented", await tom.TextAsync("/news"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owners_are_told_of_requests_complaints_what_was_given_up_and_a_full_disk_and_nobody_else_is()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await joe.TellAsync(joe.Follow());
        await joe.TellAsync(joe.Follow());
        using var mara = await house.BrowserOfAsync(house.Mara);
        await house.SettleAsync();
        var asking = await house.ReadAsync(db => db.News.CountAsync(news => news.Follow!.RemoteActor.Uri == joe.Uri));
        Assert.Equal(1, asking);
        Assert.Contains($"from {server.Host} would like to follow you", await mara.TextAsync("/news"), StringComparison.Ordinal);

        await house.LetInAsync(joe);
        Assert.DoesNotContain($"from {server.Host} would like to follow you", await mara.TextAsync("/news"), StringComparison.Ordinal);

        server.Receive = Neighbour.With(StatusCodes.Status403Forbidden);
        await house.PublishAsync("Turned away there");
        await house.SettleAsync();
        await house.Part<WatchDisk>().CheckAsync(300L << 20, House.Cancellation);
        await house.Part<WatchDisk>().CheckAsync(200L << 20, House.Cancellation);
        var news = await mara.TextAsync("/news");
        Assert.Contains($"Something couldn't be delivered to {server.Host}, and we've stopped trying", news, StringComparison.Ordinal);
        Assert.Contains("The disk is nearly full: 300 MB left", news, StringComparison.Ordinal);
        Assert.DoesNotContain("200 MB", news, StringComparison.Ordinal);

        using var tom = await house.BrowserOfAsync(house.Tom);
        var toms = await tom.TextAsync("/news");
        Assert.DoesNotContain("disk", toms, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Host, toms, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_is_news_in_the_same_moment_or_not_at_all()
    {
        var post = await house.PublishAsync("Whole");
        var counts = await house.ReadAsync(async db => (
            await db.News.CountAsync(news => news.PostId == post), await db.Members.CountAsync(member => member.RemovedAt == null
                && member.Id != house.Mara.Id)));
        Assert.Equal(counts.Item2, counts.Item1);

        var before = await house.CountRowsAsync();
        var refused = await house.DoAsync((PublishPost publish) => publish.PublishAsync(
            house.Mara.Id, new NewPost("", [], []), House.Cancellation));
        Assert.False(refused.Succeeded);
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Fact]
    public async Task With_a_member_goes_all_that_was_kept_to_tell_them()
    {
        await using var service = await PushService.OpenAsync();
        var (otto, _) = await house.ReaderAsync("Otto", Rhythm.Weekly);
        var handle = await house.ReadAsync(db => db.Actors.Where(actor => actor.MemberId == otto.Id).Select(actor => actor.Handle)
            .SingleAsync());
        using var his = await SignedInAsync(handle);
        (await his.SubmitAsync("/me/told", "/me/told?handler=Push", service.Subscription)).Dispose();
        await house.PublishAsync("Something for Otto");
        Assert.Equal((true, true, true), await KeptOfAsync(otto));

        House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(otto.Id, House.Cancellation)));

        Assert.Equal((false, false, false), await KeptOfAsync(otto));
    }

    private Task<(bool, bool, bool)> KeptOfAsync(Member member) => house.ReadAsync(async db => (
        await db.News.AnyAsync(news => news.MemberId == member.Id),
        await db.MailPreferences.AnyAsync(box => box.MemberId == member.Id),
        await db.PushDevices.AnyAsync(device => device.MemberId == member.Id)));

    private async Task<Browser> SignedInAsync(string handle)
    {
        var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync(handle, InTheHouse.Password));
        return browser;
    }
}
