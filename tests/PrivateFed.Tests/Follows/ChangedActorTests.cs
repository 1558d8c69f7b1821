using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>A follower takes another name, other keys, or another account.</summary>
public class ChangedActorTests(House house) : IClassFixture<House>
{
    private static readonly RSA NewKey = Keys.New;

    [Fact]
    public async Task A_new_name_that_is_told_is_shown()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);

        joe.Document["name"] = "Joe Lindgren";
        await joe.TellAsync(joe.Activity("Update", joe.Document.DeepClone()));

        Assert.Equal("Joe Lindgren", await NameOfAsync(joe));
    }

    [Fact]
    public async Task A_new_key_that_was_announced_with_the_old_one_is_believed_and_the_old_one_no_longer()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        joe.Document["publicKey"]!["publicKeyPem"] = NewKey.ExportSubjectPublicKeyInfoPem();
        await joe.TellAsync(joe.Activity("Update", joe.Document.DeepClone()));
        using var withOld = await joe.GetAsync($"/posts/{post}");
        joe.Key = NewKey;
        using var withNew = await joe.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, withOld.StatusCode);
        Assert.Equal(HttpStatusCode.OK, withNew.StatusCode);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task Nobody_changes_another()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(eve);

        var other = joe.Document.DeepClone();
        other["name"] = "Not Joe";
        await eve.TellAsync(eve.Activity("Update", other));

        Assert.Equal("joe from next door", await NameOfAsync(joe));
        Assert.Equal("eve from next door", await NameOfAsync(eve));
    }

    [Fact]
    public async Task Who_moved_asks_anew_and_the_owner_reads_who_it_was()
    {
        await using var oldServer = await Neighbour.OpenAsync(house);
        await using var newServer = await Neighbour.OpenAsync(house, "other-server.test");
        var (before, after) = (oldServer.Person("joe"), newServer.Person("joseph"));
        var circle = await house.CircleAsync(house.Ingrid);
        await house.WelcomeAsync(before, circle);
        after.Document["alsoKnownAs"] = new JsonArray(before.Uri);

        await before.TellAsync(Move(before, after.Uri));
        Assert.Equal(FollowState.Accepted, await house.StateAsync(before));
        Assert.Empty(newServer.Asked);
        await after.TellAsync(after.Follow());
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = await mara.ReadAsync($"/family/requests/{await house.IdOfAsync(after)}");
        Assert.Contains($"@joe@{oldServer.Host}", page, StringComparison.Ordinal);
        Assert.Matches("value=\"" + circle + "\"[^>]*checked", page);

        await house.LetInAsync(after, circle);

        Assert.Equal(FollowState.Accepted, await house.StateAsync(after));
        Assert.Equal(FollowState.Ended, await house.StateAsync(before));
        await oldServer.ExpectAsync("Reject");
    }

    [Fact]
    public async Task A_move_that_the_other_account_does_not_confirm_means_nothing()
    {
        await using var oldServer = await Neighbour.OpenAsync(house);
        await using var newServer = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, stranger) = (oldServer.Person("joe"), newServer.Person("stranger"));
        await house.WelcomeAsync(joe);

        await joe.TellAsync(Move(joe, stranger.Uri));
        await stranger.TellAsync(stranger.Follow());
        await house.LetInAsync(stranger);

        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task Nobody_takes_over_a_follower_by_saying_to_be_them()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        eve.Document["alsoKnownAs"] = new JsonArray(joe.Uri);

        await eve.TellAsync(Move(eve, eve.Uri, about: joe.Uri));
        await eve.TellAsync(eve.Follow());
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = await mara.ReadAsync($"/family/requests/{await house.IdOfAsync(eve)}");

        Assert.DoesNotContain("moved", page, StringComparison.Ordinal);
    }

    private static JsonObject Move(RemotePerson who, string target, string? about = null)
    {
        var move = who.Activity("Move", about ?? who.Uri);
        move["target"] = target;
        return move;
    }

    private Task<string> NameOfAsync(RemotePerson person) =>
        house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == person.Uri).Select(actor => actor.Name)
            .SingleAsync(House.Cancellation));
}
