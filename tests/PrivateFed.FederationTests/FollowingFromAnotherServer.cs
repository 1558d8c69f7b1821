using System.Text.Json;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Joe follows Mara from his own server: what is asked, what is answered, and what it ends with.</summary>
public sealed class FollowingFromAnotherServer(Neighbourhood street) : IClassFixture<Neighbourhood>
{
    [Fact]
    public void Before_anybody_is_let_in_the_actor_is_a_stub_without_a_name()
    {
        Assert.Null(street.Mara.Name);
        Assert.False(street.Mara.Document.TryGetProperty("icon", out _));
        Assert.Equal([200, 200], street.Stubs.Select(stub => stub.Status));
        Assert.All(street.Stubs, stub => Assert.Contains(street.Mara.Id, stub.Body, StringComparison.Ordinal));
        Assert.All(street.Stubs, stub => Assert.DoesNotContain("Lindgren", stub.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_follow_request_waits_for_the_owner()
    {
        await street.BeQuiet();
        await street.Joes.MoveIn("sam", "Sam");

        var follow = await street.Joes.Follow(street.House.MarasHandle, by: "sam");

        Assert.True(follow.Delivered, follow.Answer);
        await Eventually.Happens("Sam's request",
            async () => (await street.House.Follows()).Contains(street.Joes.HandleOf("sam")[1..], StringComparison.Ordinal));
        Assert.Equal("requested", (await street.Joes.Status()).Following[$"sam {street.Mara.Id}"]);
        Assert.Empty(await street.Joes.Received());
    }

    [Fact]
    public async Task An_approved_follower_gets_Accept_and_then_the_whole_actor()
    {
        await street.BeQuiet();
        await street.Joes.MoveIn("ann", "Ann");
        var follow = await street.Joes.Follow(street.Mara.Id, by: "ann");

        await street.House.ApproveFollow(street.Joes.HandleOf("ann"));

        var accept = await street.Joes.Receives("Accept");
        var update = await street.Joes.Receives("Update");
        Assert.True(accept.IsAbout(follow.Id));
        Assert.True(accept.Verified);
        Assert.Equal("accepted", (await street.Joes.Status()).Following[$"ann {street.Mara.Id}"]);
        Assert.True(update.IsAbout(street.Mara.Id));
        Assert.Equal("Mara", update.About.GetProperty("name").GetString());
        var types = (await street.Joes.Received()).Select(received => received.Activity.GetProperty("type").GetString());
        Assert.Equal(["Accept", "Update"], types);
    }

    [Fact]
    public async Task The_instance_actor_of_a_followers_server_may_read_the_whole_actor_and_Eve_may_not()
    {
        await street.LetJoeIn();

        var whole = await street.Joes.Fetch(street.Mara.Id, signedAs: "instance");
        var stub = await street.Joes.Fetch(street.Mara.Id, signedAs: "eve");

        Assert.Equal("Mara", JsonElement.Parse(whole.Body).GetProperty("name").GetString());
        Assert.False(JsonElement.Parse(stub.Body).TryGetProperty("name", out _));
    }

    [Fact]
    public async Task Two_servers_that_both_demand_signed_fetches_can_follow_each_other()
    {
        await using var wary = await street.OtherServer();
        await wary.Joes.DemandSignatures();

        await wary.Joes.Follow(wary.Mara.Id);
        await wary.House.ApproveFollow(wary.Joes.JoesHandle);

        Assert.True((await wary.Joes.Receives("Accept")).Verified);
    }

    [Fact]
    public async Task An_Undo_that_Eve_signs_in_Joes_name_changes_nothing()
    {
        await street.LetJoeIn();
        var forged = new Dictionary<string, object>
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = $"{street.Joes.Joe}/undos/forged",
            ["type"] = "Undo",
            ["actor"] = street.Joes.Joe,
            ["object"] = new { type = "Follow", actor = street.Joes.Joe, @object = street.Mara.Id },
        };

        var withJoesKeyId = await street.Joes.Send(street.Mara.Inbox, forged, signedAs: "eve", keyId: $"{street.Joes.Joe}#main-key");
        var withHerOwn = await street.Joes.Send(street.Mara.Inbox, forged, signedAs: "eve");
        var unsigned = await street.Joes.Send(street.Mara.Inbox, forged);

        Assert.All([withJoesKeyId, withHerOwn, unsigned], answer => Assert.InRange(answer.Status, 202, 403));
        var post = await street.House.Post("Still here?");
        Assert.True((await street.Joes.Receives("Create")).IsAbout(post));
    }

    [Fact]
    public async Task Who_unfollows_can_fetch_neither_post_nor_photo_any_more()
    {
        await using var alone = await street.OtherServer();
        await alone.LetJoeIn();
        var post = await alone.House.Post("Cake!", (TestRun.Birthday, "A cake with eight candles"));
        var photo = (await alone.Joes.Receives("Create")).Photo();

        var undo = await alone.Joes.Unfollow(alone.Mara.Id);

        Assert.True(undo.Delivered, undo.Answer);
        // What was answered with 202 is on disk, and handled a moment later.
        await Eventually.Happens("the end of the follow", async () => (await alone.Joes.Fetch(post, signedAs: "joe")).Status == 404);
        await alone.MustBeHiddenFromJoe(post, photo);
    }

    [Fact]
    public async Task Who_is_removed_gets_a_Reject_and_can_fetch_neither_post_nor_photo_any_more()
    {
        await using var alone = await street.OtherServer();
        await alone.LetJoeIn();
        var post = await alone.House.Post("Cake!", (TestRun.Birthday, "A cake with eight candles"));
        var photo = (await alone.Joes.Receives("Create")).Photo();

        await alone.House.RemoveFollow(alone.Joes.JoesHandle);

        await alone.MustBeHiddenFromJoe(post, photo);
        await alone.Joes.Receives("Reject");
        Assert.Equal("rejected", await alone.JoesFollow());
    }
}
