using System.Text.Json;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Joe follows Mara from his own server: what is asked, what is answered, and what it ends with.</summary>
public sealed class FollowingFromAnotherServer
{
    [Fact]
    public async Task Before_anybody_is_let_in_the_actor_is_a_stub_without_a_name()
    {
        await using var street = await Neighbourhood.Build();

        Assert.Null(street.Mara.Name);
        Assert.False(street.Mara.Document.TryGetProperty("icon", out _));
        Assert.DoesNotContain("Lindgren", (await street.Joes.Fetch(street.Mara.Id)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Lindgren", (await street.Joes.Fetch(street.Mara.Id, signedAs: "instance")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follow_request_waits_for_the_owner()
    {
        await using var street = await Neighbourhood.Build();

        var follow = await street.Joes.Follow(street.House.MarasHandle);

        Assert.True(follow.Delivered, follow.Answer);
        Assert.Contains(street.Joes.JoesHandle[1..], await street.House.Follows(), StringComparison.Ordinal);
        Assert.Equal("requested", await street.JoesFollow());
        Assert.Empty(await street.Joes.Received());
    }

    [Fact]
    public async Task An_approved_follower_gets_Accept_and_then_the_whole_actor()
    {
        await using var street = await Neighbourhood.Build();
        var follow = await street.Joes.Follow(street.Mara.Id);

        await street.House.ApproveFollow(street.Joes.JoesHandle);

        var accept = await street.Joes.Receives("Accept");
        var update = await street.Joes.Receives("Update");
        Assert.True(accept.IsAbout(follow.Id));
        Assert.True(accept.Verified);
        Assert.Equal("accepted", await street.JoesFollow());
        Assert.True(update.IsAbout(street.Mara.Id));
        Assert.Equal("Mara", update.Object.GetProperty("name").GetString());
        var types = (await street.Joes.Received()).Select(received => received.Activity.GetProperty("type").GetString());
        Assert.Equal(["Accept", "Update"], types);
    }

    [Fact]
    public async Task The_instance_actor_of_a_followers_server_may_read_the_whole_actor_and_Eve_may_not()
    {
        await using var street = await Neighbourhood.Build();
        await street.LetJoeIn();

        var whole = await street.Joes.Fetch(street.Mara.Id, signedAs: "instance");
        var stub = await street.Joes.Fetch(street.Mara.Id, signedAs: "eve");

        Assert.Equal("Mara", JsonElement.Parse(whole.Body).GetProperty("name").GetString());
        Assert.False(JsonElement.Parse(stub.Body).TryGetProperty("name", out _));
    }

    [Fact]
    public async Task Two_servers_that_both_demand_signed_fetches_can_follow_each_other()
    {
        await using var street = await Neighbourhood.Build();
        await street.Joes.DemandSignatures();

        await street.Joes.Follow(street.Mara.Id);
        await street.House.ApproveFollow(street.Joes.JoesHandle);

        Assert.True((await street.Joes.Receives("Accept")).Verified);
    }

    [Fact]
    public async Task An_Undo_that_Eve_signs_in_Joes_name_is_refused()
    {
        await using var street = await Neighbourhood.Build();
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

        Assert.All([withJoesKeyId, withHerOwn, unsigned], answer => Assert.InRange(answer.Status, 400, 403));
        var post = await street.House.Post("Still here?");
        Assert.True((await street.Joes.Receives("Create")).IsAbout(post));
    }

    [Fact]
    public async Task Who_unfollows_can_fetch_neither_post_nor_photo_any_more()
    {
        await using var street = await Neighbourhood.Build();
        await street.LetJoeIn();
        var post = await street.House.Post("Cake!", Surroundings.Birthday, "A cake with eight candles");
        var photo = (await street.Joes.Receives("Create")).Photo();

        var undo = await street.Joes.Unfollow(street.Mara.Id);

        Assert.True(undo.Delivered, undo.Answer);
        // What was answered with 202 is on disk, and handled a moment later.
        await Eventually.Happens("the end of the follow", async () => (await street.Joes.Fetch(post, signedAs: "joe")).Status == 404);
        await street.MustBeHiddenFromJoe(post, photo);
    }

    [Fact]
    public async Task Who_is_removed_gets_a_Reject_and_can_fetch_neither_post_nor_photo_any_more()
    {
        await using var street = await Neighbourhood.Build();
        await street.LetJoeIn();
        var post = await street.House.Post("Cake!", Surroundings.Birthday, "A cake with eight candles");
        var photo = (await street.Joes.Receives("Create")).Photo();

        await street.House.RemoveFollow(street.Joes.JoesHandle);

        await street.MustBeHiddenFromJoe(post, photo);
        await street.Joes.Receives("Reject");
        Assert.Equal("rejected", await street.JoesFollow());
    }
}
