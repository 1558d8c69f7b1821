using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>"Block": a person or a server that the owner refuses for good cannot tell it from not being answered.</summary>
public class NotAgainTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Suspicion_3_whoever_is_refused_for_good_asks_in_vain_and_cannot_tell()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (eve, ann) = (server.Person("eve"), server.Person("ann"));
        await eve.TellAsync(eve.Follow());
        await ann.TellAsync(ann.Follow());
        var id = await house.IdOfAsync(eve);
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("Block", await mara.ReadAsync($"/family/requests/{id}"), StringComparison.Ordinal);

        using var never = await mara.SubmitAsync($"/family/requests/{id}", $"/family/requests/{id}", ("answer", "never"));
        Assert.Equal(HttpStatusCode.Redirect, never.StatusCode);
        Assert.Contains("is blocked.", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        House.Value(await house.DoAsync((RejectFollow rejectFollow) => rejectFollow.RejectAsync(
            house.IdOfAsync(ann).Result, house.Mara.Id, House.Cancellation)));
        var rejects = await server.ExpectAsync("Reject", 2);
        // The same words for her and for somebody who is turned away.
        Assert.Equal(Shape(rejects[0]), Shape(rejects[1]));

        server.Forget();
        await house.ReadAsync(db => db.News.ExecuteDeleteAsync());
        using var toEve = await eve.SendAsync(eve.Letter(eve.Follow()));
        using var toStranger = await ann.SendAsync(ann.Letter(ann.Follow()));
        await house.SettleAsync();
        Assert.Equal(HttpStatusCode.Accepted, toEve.StatusCode);
        Assert.Equal(await toStranger.EverythingAsync(), await toEve.EverythingAsync());
        Assert.Equal((FollowState.Rejected, FollowState.Requested), (await house.StateAsync(eve), await house.StateAsync(ann)));
        Assert.Empty(server.Received);
        var told = await house.ReadAsync(db => db.News.Select(news => news.Follow!.RemoteActor.Uri).ToListAsync());
        Assert.Equal([ann.Uri], told);
        Assert.DoesNotContain($"/family/requests/{id}", await mara.ReadAsync("/family"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_removed_for_good_is_seen_no_more_until_it_is_undone()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var id = await house.WelcomeAsync(joe);
        var post = await house.PublishAsync("The rhubarb is up.");
        await joe.TellAsync(joe.Reply(post, "<p>Is it rhubarbarous?</p>"));
        await joe.TellAsync(joe.Activity("Like", House.Url($"/posts/{post}")));
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        Assert.Contains("rhubarbarous", await ingrid.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);

        (await mara.SubmitAsync($"/family/followers/{id}", $"/family/followers/{id}?handler=Block")).Dispose();

        await server.ExpectAsync("Reject");
        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
        foreach (var page in new[] { $"/posts/{post}", "/", "/search?q=rhubarbarous", "/news" })
        {
            var read = await ingrid.ReadAsync(page);
            Assert.DoesNotContain("Is it rhubarbarous", read, StringComparison.Ordinal);
            Assert.DoesNotContain("joe from next door", read, StringComparison.Ordinal);
            Assert.DoesNotContain("joe from next door commented", await mara.ReadAsync(page), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("<mark>", await mara.ReadAsync("/search?q=rhubarbarous"), StringComparison.Ordinal);
        using (var fetched = await joe.GetAsync($"/posts/{post}"))
        {
            Assert.Equal(HttpStatusCode.NotFound, fetched.StatusCode);
        }
        await joe.TellAsync(joe.Reply(post, "<p>And again.</p>"));
        await joe.TellAsync(joe.Activity("Like", House.Url($"/posts/{post}")));
        Assert.Empty(await house.CommentsAsync(post));
        Assert.Empty(await house.ReactionsAsync(post));

        Assert.Contains("joe from next door", await mara.ReadAsync("/family/refused"), StringComparison.Ordinal);
        (await mara.SubmitAsync("/family/refused", "/family/refused?handler=Person", ("id", $"{id}"))).Dispose();
        Assert.Contains("Is it rhubarbarous", await ingrid.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
        Assert.Single(await house.ReactionsAsync(post));
        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
        await joe.TellAsync(joe.Follow());
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
        Assert.Equal(
            [AuditAction.FollowerBlocked, AuditAction.FollowerUnblocked],
            await house.ReadAsync(db => db.AuditEntries.Where(deed => deed.AboutId == id && deed.WhoId == house.Mara.Id
                && deed.Action != AuditAction.FollowerAccepted).OrderBy(deed => deed.Id).Select(deed => deed.Action).ToListAsync()));
    }

    [Fact]
    public async Task Who_is_refused_can_still_take_back_what_they_wrote_and_a_deleted_post_takes_it_along()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var id = await house.WelcomeAsync(joe);
        var post = await house.PublishAsync("Sun.");
        var (one, two) = (joe.Reply(post, "<p>One.</p>"), joe.Reply(post, "<p>Two.</p>"));
        var like = joe.Activity("Like", House.Url($"/posts/{post}"));
        await joe.TellAsync(one);
        await joe.TellAsync(two);
        await joe.TellAsync(like);
        House.Value(await house.DoAsync((BlockFollowers block) => block.BlockActorAsync(id, house.Mara.Id, House.Cancellation)));

        await joe.TellAsync(joe.Activity("Delete", one["object"]!["id"]!.DeepClone()));
        await joe.TellAsync(joe.Activity("Undo", like["id"]!.DeepClone()));
        var left = await house.ReadAsync(db => db.Comments.IgnoreQueryFilters()
            .Where(comment => comment.PostId == post && comment.DeletedAt == null).Select(comment => comment.Html).ToListAsync());
        Assert.Equal(["<p>Two.</p>"], left);
        Assert.False(await house.ReadAsync(db => db.Reactions.IgnoreQueryFilters().AnyAsync(reaction => reaction.PostId == post)));

        House.Value(await house.DoAsync((PrivateFed.Posts.DeletePost delete) => delete.DeleteAsync(
            house.Mara.Id, PrivateFed.Members.Role.Owner, post, House.Cancellation)));
        Assert.False(await house.ReadAsync(db => db.Comments.IgnoreQueryFilters()
            .AnyAsync(comment => comment.PostId == post && comment.Html != "")));
    }

    [Fact]
    public async Task A_refused_server_loses_all_its_people_and_links_and_those_who_come_later_ask_in_vain()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, lou, mia) = (server.Person("joe"), server.Person("ann"), server.Person("lou"), other.Person("mia"));
        await house.WelcomeAsync(joe);
        var annId = await house.WelcomeAsync(ann);
        await house.WelcomeAsync(mia);
        await house.PublishAsync(photos: [await house.UploadAsync()]);
        var link = new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object")
            .GetProperty("attachment")[0].Text("url")!).AbsolutePath;
        using var mara = await house.BrowserOfAsync(house.Mara);

        (await mara.SubmitAsync($"/family/followers/{annId}", $"/family/followers/{annId}?handler=Block", ("server", "yes"))).Dispose();

        await server.ExpectAsync("Reject", 2);
        Assert.Equal((FollowState.Ended, FollowState.Ended, FollowState.Accepted),
            (await house.StateAsync(joe), await house.StateAsync(ann), await house.StateAsync(mia)));
        await lou.TellAsync(lou.Follow());
        Assert.Null(await house.StateAsync(lou));
        using (var photo = await server.Client.GetAsync(link))
        {
            Assert.Equal(HttpStatusCode.NotFound, photo.StatusCode);
        }
        Assert.Contains(server.Host, await mara.ReadAsync("/family/refused"), StringComparison.Ordinal);
        Assert.Contains($"The server {server.Host} was blocked", WebUtility.HtmlDecode(await mara.ReadAsync("/family/log")),
            StringComparison.Ordinal);
        var hostId = (await house.HostOfAsync(server)).Id;
        (await mara.SubmitAsync("/family/refused", "/family/refused?handler=Host", ("id", $"{hostId}"))).Dispose();
        await lou.TellAsync(lou.Follow());
        Assert.Equal(FollowState.Requested, await house.StateAsync(lou));
    }

    [Fact]
    public async Task Only_the_owner_refuses_anybody()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var id = await house.WelcomeAsync(joe);
        using var tom = await house.BrowserOfAsync(house.Tom);

        using var answer = await tom.SubmitAsync("/me", $"/family/followers/{id}?handler=Block");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync("/family/refused"));
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    /// <summary>An answer without the ids and times that differ in every one.</summary>
    private static string Shape(Arrived arrived) =>
        string.Join(' ', JsonNode.Parse(arrived.Body)!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
}
