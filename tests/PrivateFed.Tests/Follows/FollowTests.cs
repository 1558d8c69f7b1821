using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Follows;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>From finding an author to being let in, and the ways out.</summary>
public class FollowTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task WebFinger_leads_to_an_actor_of_whom_a_stranger_sees_only_the_key()
    {
        using var eve = house.Client();
        using var found = await eve.GetAsync("/.well-known/webfinger?resource=acct:mara@lindgren.test");
        Assert.Equal("application/jrd+json", found.Content.Headers.ContentType!.MediaType);
        var links = (await found.JsonAsync()).GetProperty("links").EnumerateArray();
        Assert.Equal(House.Url("/users/mara"), links.Single(link => link.Text("rel") == "self").Text("href"));

        eve.DefaultRequestHeaders.Add("Accept", "application/activity+json");
        using var answer = await eve.GetAsync("/users/mara");
        Assert.Equal("application/activity+json", answer.Content.Headers.ContentType!.MediaType);
        var stub = await answer.JsonAsync();
        Assert.Equal(
            [
                "@context", "id", "type", "preferredUsername", "inbox", "outbox", "followers", "following", "featured", "endpoints",
                "manuallyApprovesFollowers", "publicKey", "assertionMethod",
            ],
            stub.EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain("Lindgren", stub.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acct:ingrid@lindgren.test", "who only reads")]
    [InlineData("acct:nobody@lindgren.test", "who is not there")]
    [InlineData("acct:mara@joe-server.test", "of another server")]
    [InlineData("https://lindgren.test/users/ingrid", "who only reads, by URL")]
    public async Task WebFinger_knows_nobody(string resource, string who)
    {
        using var eve = house.Client();
        using var answer = await eve.GetAsync($"/.well-known/webfinger?resource={Uri.EscapeDataString(resource)}");
        Assert.True(answer.StatusCode == HttpStatusCode.NotFound, who);
    }

    [Fact]
    public async Task A_follow_waits_for_the_owner_with_name_bio_and_picture()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["summary"] = "<p>Bakes <script>alert(1)</script>bread.</p>";
        joe.Document["icon"] = new JsonObject { ["type"] = "Image", ["url"] = server.Url("/joe.png") };
        using var picture = Drawing.Photo(300, 200);
        server.Pages["/joe.png"] = context => context.Response.Body.WriteAsync(picture.WriteToBuffer(".png")).AsTask();

        await joe.TellAsync(joe.Follow());

        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
        await Eventually.Happens("Joe's picture",
            () => house.ReadAsync(db => db.RemoteActors.AnyAsync(actor => actor.Uri == joe.Uri && actor.HasPicture)));
        var waiting = await house.ReadAsync(db => db.RemoteActors.SingleAsync(actor => actor.Uri == joe.Uri));
        Assert.Equal("joe from next door", waiting.Name);
        Assert.Equal("<p>Bakes bread.</p>", waiting.Summary);
        Assert.DoesNotContain(server.Received, arrived => arrived.Type == "Accept");
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var face = await ingrid.GetAsync($"/faces/{waiting.Id}.webp");
        Assert.Equal(HttpStatusCode.OK, face.StatusCode);
        using var eve = house.Client();
        using var nothing = await eve.GetAsync($"/faces/{waiting.Id}.webp");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_let_in_gets_an_Accept_of_their_follow_and_then_the_whole_actor()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var follow = joe.Follow();
        await joe.TellAsync(follow);

        await house.LetInAsync(joe);

        var arrived = server.Received;
        Assert.Equal(["Accept", "Update"], arrived.Select(one => one.Type));
        var (accept, update) = (arrived[0], arrived[1]);
        Assert.Equal("/users/joe/inbox", accept.Target);
        Assert.Equal(House.Url("/users/mara"), accept.Json.Text("actor"));
        Assert.Equal([joe.Uri], accept.Json.Texts("to"));
        var embedded = accept.Json.GetProperty("object");
        Assert.Equal((string?)follow["id"], embedded.Text("id"));
        Assert.Equal(("Follow", joe.Uri, House.Url("/users/mara")),
            (embedded.Text("type"), embedded.Text("actor"), embedded.Text("object")));
        var whole = update.Json.GetProperty("object");
        Assert.Equal((House.Url("/users/mara"), "Mara Lindgren"), (whole.Text("id"), whole.Text("name")));
        Assert.Equal(House.Url("/users/mara/followers"), whole.Text("followers"));
        foreach (var one in arrived)
        {
            await one.AssertSignedByAsync(house, "mara", server.Host);
            Assert.Equal("application/activity+json", one.Fields["Content-Type"]);
            Assert.StartsWith("PrivateFed/", one.Fields["User-Agent"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_whose_keys_have_documents_of_their_own_is_understood()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe").WithKeyDocument();

        await house.WelcomeAsync(joe);

        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task Whoever_was_let_in_follows_a_second_author_without_asking()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Forget();

        await joe.TellAsync(joe.Follow("tom"), "/users/tom/inbox");

        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe, "tom"));
        var accept = (await server.ExpectAsync("Accept"))[0];
        Assert.Equal(House.Url("/users/tom"), accept.Json.Text("actor"));
        await accept.AssertSignedByAsync(house, "tom", server.Host);
    }

    [Fact]
    public async Task Not_now_sends_a_Reject_and_they_may_ask_again()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var follow = joe.Follow();
        await joe.TellAsync(follow);
        var id = await house.IdOfAsync(joe);

        House.Value(await house.DoAsync((RejectFollow rejectFollow) => rejectFollow.RejectAsync(id, house.Mara.Id, House.Cancellation)));

        var reject = (await server.ExpectAsync("Reject"))[0];
        Assert.Equal((string?)follow["id"], reject.Json.GetProperty("object").Text("id"));
        Assert.Equal(FollowState.Rejected, await house.StateAsync(joe));
        await joe.TellAsync(joe.Follow());
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task An_Undo_ends_a_follow_and_what_it_gave()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        await joe.TellAsync(joe.Activity("Undo", joe.Follow()));

        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
        using var answer = await joe.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_Undo_that_names_the_follow_by_its_id_alone_withdraws_the_request()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var follow = joe.Follow();
        await joe.TellAsync(follow);

        await joe.TellAsync(joe.Activity("Undo", (string?)follow["id"]));

        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_follow_with_the_id_of_one_that_was_undone_asks_anew()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var follow = joe.Follow();
        await joe.TellAsync(follow);
        await house.LetInAsync(joe);
        await joe.TellAsync(joe.Activity("Undo", follow.DeepClone()));
        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
        house.Clock.Advance(TimeSpan.FromSeconds(2));

        await joe.TellAsync(follow);

        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_follow_with_a_new_id_while_accepted_gets_an_Accept_again()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Forget();
        var again = joe.Follow();

        await joe.TellAsync(again);

        var accept = Assert.Single(await server.ExpectAsync("Accept"));
        Assert.Equal((string?)again["id"], accept.Json.GetProperty("object").Text("id"));
    }

    [Fact]
    public async Task A_follow_that_comes_by_the_shared_inbox_counts_too()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");

        await joe.TellAsync(joe.Follow(), "/inbox");

        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }
}
