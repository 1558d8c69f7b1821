using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>Removing a person works at once, everywhere.</summary>
public class RemovalTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_removed_follower_cannot_fetch_a_post_or_a_photo()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync(photos: [await house.UploadAsync()]);
        var link = new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object")
            .GetProperty("attachment")[0].Text("url")!).AbsolutePath;
        using (var before = await server.Client.GetAsync(link))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        await house.RemoveAsync(joe);

        using var fetched = await joe.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.NotFound, fetched.StatusCode);
        using var byInstance = await server.Instance.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.NotFound, byInstance.StatusCode);
        foreach (var (header, value) in new[] { ("Accept", "*/*"), ("Range", "bytes=0-10"), ("If-None-Match", "*"),
            ("If-Modified-Since", "Sat, 01 Jan 2050 00:00:00 GMT") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.Add(header, value);
            using var photo = await server.Client.SendAsync(request, House.Cancellation);
            Assert.True(photo.StatusCode == HttpStatusCode.NotFound, $"{header} gave {photo.StatusCode}");
        }
    }

    [Fact]
    public async Task A_media_link_is_dead_until_its_follower_is_let_in_again()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await house.PublishAsync(photos: [await house.UploadAsync()]);
        var link = new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object")
            .GetProperty("attachment")[0].Text("url")!).AbsolutePath;

        await house.RemoveAsync(joe);
        using (var dead = await server.Client.GetAsync(link))
        {
            Assert.Equal(HttpStatusCode.NotFound, dead.StatusCode);
        }
        await house.WelcomeAsync(joe);

        using var photo = await server.Client.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, photo.StatusCode);
    }

    [Fact]
    public async Task Queued_posts_are_taken_back_and_the_Reject_goes_out()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Sleep();
        await house.PublishAsync("Said while Joe's server slept.");
        await server.ExpectAsync("Create");

        await house.RemoveAsync(joe);
        server.Awake();
        server.Forget();
        house.Clock.Advance(TimeSpan.FromHours(1));

        await server.ExpectAsync("Reject");
        await house.SettleAsync();
        Assert.Equal(["Reject"], server.Received.Select(arrived => arrived.Type));
    }

    [Fact]
    public async Task Somebody_let_in_and_removed_while_their_server_slept_hears_the_Reject_only()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        server.Sleep();
        await house.LetInAsync(joe);
        await server.ExpectAsync("Accept");

        await house.RemoveAsync(joe);
        server.Awake();
        server.Forget();
        house.Clock.Advance(TimeSpan.FromHours(1));

        await server.ExpectAsync("Reject");
        await house.SettleAsync();
        Assert.Equal(["Reject"], server.Received.Select(arrived => arrived.Type));
    }

    [Fact]
    public async Task The_Reject_overtakes_what_others_on_that_server_are_owed()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        server.Sleep();
        await house.PublishAsync("Ann still reads this.");
        await server.ExpectAsync("Create");

        await house.RemoveAsync(joe);
        server.Awake();
        server.Forget();
        house.Clock.Advance(TimeSpan.FromHours(1));

        await server.ExpectAsync("Create");
        Assert.Equal(["Reject", "Create"], server.Received.Select(arrived => arrived.Type));
        Assert.Equal("/users/joe/inbox", server.Received[0].Target);
    }

    [Fact]
    public async Task Removing_one_of_two_on_a_server_leaves_the_other_what_is_theirs()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync(photos: [await house.UploadAsync()]);
        var link = new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object")
            .GetProperty("attachment")[0].Text("url")!).AbsolutePath;

        await house.RemoveAsync(joe);

        using var joes = await joe.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.NotFound, joes.StatusCode);
        using var anns = await ann.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.OK, anns.StatusCode);
        using var photo = await server.Client.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, photo.StatusCode);
    }

    [Fact]
    public async Task Removing_one_of_two_who_share_an_inbox_takes_back_only_what_was_for_that_one()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe").WithoutSharedInbox(), server.Person("ann").WithoutSharedInbox());
        joe.Document["inbox"] = server.Url("/everybody");
        ann.Document["inbox"] = server.Url("/everybody");
        var joesId = await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var forJoe = await CircleOfAsync(joesId);
        server.Sleep();
        await house.PublishAsync("For everyone");
        await house.PublishAsync("For Joe alone", circleIds: [forJoe]);
        await server.ExpectAsync("Create");

        await house.RemoveAsync(joe);
        server.Awake();
        server.Forget();
        house.Clock.Advance(TimeSpan.FromHours(1));

        await server.ExpectAsync("Create");
        await house.SettleAsync();
        Assert.Equal(["Reject", "Create"], server.Received.Select(arrived => arrived.Type));
        Assert.Equal("For everyone", server.Received[1].Json.GetProperty("object").GetProperty("source").Text("content"));
    }

    [Fact]
    public async Task A_removed_follower_can_take_back_what_they_wrote_but_not_rewrite_it()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        var note = reply["object"]!.DeepClone();
        await house.RemoveAsync(joe);

        note["content"] = "<p>Something nasty.</p>";
        await joe.TellAsync(joe.Activity("Update", note.DeepClone()));
        Assert.Equal("<p>How lovely!</p>", Assert.Single(await house.CommentsAsync(post)).Html);

        await joe.TellAsync(joe.Activity("Delete", (string?)note["id"]));
        Assert.Empty(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task A_follower_who_deletes_their_account_follows_no_longer()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Pages[joe.Path] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        };

        await joe.TellAsync(joe.Activity("Delete", joe.Uri));

        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
    }

    [Fact]
    public async Task The_farewell_of_somebody_who_was_never_here_is_taken_without_asking_for_their_key()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var before = await house.CountRowsAsync();

        using var answer = await joe.SendAsync(joe.Letter(joe.Activity("Delete", joe.Uri)));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Empty(server.Asked);
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Fact]
    public async Task A_farewell_in_the_name_of_a_key_that_is_gone_is_taken_and_ends_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Pages[joe.Path] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        };
        // A key is looked up anew only after a while.
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        var before = await house.CountRowsAsync();
        var forged = joe.Letter(joe.Activity("Delete", joe.Uri));
        forged.Key = Keys.Of("somebody else");

        using var answer = await joe.SendAsync(forged);
        await house.SettleAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    private async Task<Guid> CircleOfAsync(Guid remoteActorId)
    {
        var circleId = await house.CircleAsync();
        await house.ReadAsync(async db =>
        {
            var circle = await db.Circles.SingleAsync(circle => circle.Id == circleId, House.Cancellation);
            circle.Followers.Add(await db.RemoteActors.SingleAsync(actor => actor.Id == remoteActorId, House.Cancellation));
            return await db.SaveChangesAsync(House.Cancellation);
        });
        return circleId;
    }
}
