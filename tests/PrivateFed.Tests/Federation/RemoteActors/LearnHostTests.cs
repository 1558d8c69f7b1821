using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>What another server is, who speaks for it, and whether its address still belongs to the same people.</summary>
public class LearnHostTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("0.12.4", true)]
    [InlineData("0.9.10", true)]
    [InlineData("0.12.5-rc.1", true)]
    [InlineData("0.12.5", false)]
    [InlineData("0.12.10", false)]
    [InlineData("1.0", false)]
    [InlineData("soon", false)]
    public void Versions_are_compared_as_versions(string version, bool leaks) =>
        Assert.Equal(leaks, KnownSoftware.LeaksFollowersOnlyPosts("pixelfed", version));

    [Fact]
    public async Task The_server_of_somebody_who_asks_to_follow_is_asked_what_it_runs()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");

        await joe.TellAsync(joe.Follow());

        var host = await house.HostOfAsync(server);
        Assert.Equal(("mastodon", "4.4.2", server.Url("/actor")), (host.Software, host.SoftwareVersion, host.InstanceActorUri));
    }

    [Theory]
    [InlineData("Application", "eve")]
    [InlineData("Application", "joe-server.test")]
    [InlineData("Person", "joe-server.test")]
    public async Task A_Whoever_only_looks_like_the_instance_actor_reads_nothing(string type, string handle)
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await house.PublishAsync();
        var eve = server.Person(handle);
        eve.Document["type"] = type;

        using var answer = await eve.GetAsync($"/posts/{post}");
        using var instance = await server.Instance.GetAsync($"/posts/{post}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (answer.StatusCode, instance.StatusCode));
    }

    [Fact]
    public async Task M_A_domain_with_another_key_gets_nothing_and_the_owner_is_asked()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var bought = Keys.New;
        joe.Document["publicKey"]!["publicKeyPem"] = bought.ExportSubjectPublicKeyInfoPem();
        house.Clock.Advance(TimeSpan.FromDays(8));

        await house.PublishAsync();
        await house.SettleAsync();

        Assert.DoesNotContain(server.Received, one => one.Type == "Create");
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
        await house.LetInAsync(joe);
        await server.ExpectAsync("Create");
    }

    [Fact]
    public async Task M_A_domain_without_keys_gets_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        joe.Document.Remove("publicKey");
        house.Clock.Advance(TimeSpan.FromDays(8));

        await house.PublishAsync();
        await house.SettleAsync();

        Assert.DoesNotContain(server.Received, one => one.Type == "Create");
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task D5_A_follow_on_GoToSocial_is_ended_by_Block_and_its_Undo()
    {
        await using var server = await Neighbour.OpenAsync(house);
        server.Runs("gotosocial", "0.20.0");
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Forget();

        await house.RemoveAsync(joe);
        await house.SettleAsync();

        Assert.Equal(["Reject", "Block", "Undo"], server.Received.Select(one => one.Type));
        Assert.Equal("Block", server.Received[2].Json.GetProperty("object").GetProperty("type").GetString());
    }

    [Fact]
    public async Task D5_Where_a_Reject_is_honoured_nothing_more_is_sent()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        server.Forget();

        await house.RemoveAsync(joe);
        await house.SettleAsync();

        Assert.Equal(["Reject"], server.Received.Select(one => one.Type));
    }

    [Fact]
    public async Task C_Who_followed_a_removed_author_is_asked_about_again()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var ada = await house.AddAsync("Ada", $"ada{Guid.NewGuid():N}"[..12], Role.Author);
        var handle = await house.ReadAsync(db => db.Members.Where(member => member.Id == ada.Id).Select(member => member.Actor.Handle)
            .SingleAsync());
        await joe.TellAsync(joe.Follow(handle), $"/users/{handle}/inbox");
        await house.LetInAsync(joe);

        House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(ada.Id, House.Cancellation)));
        await joe.TellAsync(joe.Follow());

        Assert.Equal(FollowState.Ended, await house.StateAsync(joe, handle));
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task R_An_Undo_by_a_stranger_withholds_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.WithoutSharedInbox();
        await house.WelcomeAsync(joe);
        server.Sleep();
        await house.PublishAsync();
        await house.SettleAsync();
        var eve = server.Person("eve");
        eve.Document["inbox"] = joe.Inbox;

        await eve.TellAsync(eve.Activity(
            "Undo", new JsonObject { ["type"] = "Follow", ["actor"] = eve.Uri, ["object"] = House.Url("/users/mara") }));

        Assert.True(await house.ReadAsync(db => db.Deliveries.AnyAsync(delivery => delivery.Inbox == joe.Inbox && delivery.GivenUpAt == null
            && delivery.Activity.Type == "Create")));
    }

    [Fact]
    public async Task B8_A_delivery_over_which_the_house_stumbles_is_given_up_and_the_next_one_goes()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        server.Sleep();
        var post = await house.PublishAsync("Poison");
        await house.SettleAsync();
        await house.ReadAsync(db => db.Activities.Where(activity => activity.PostId == post)
            .ExecuteUpdateAsync(set => set.SetProperty(activity => activity.Document, "{")));
        server.Awake();
        await house.PublishAsync("Good");

        for (var tries = 0; tries < 8; tries++)
        {
            house.Clock.Advance(TimeSpan.FromHours(5));
            await house.SettleAsync();
        }

        await server.ExpectAsync("Create");
        Assert.NotNull(await house.ReadAsync(db => db.Deliveries.Where(delivery => delivery.Activity.PostId == post)
            .Select(delivery => delivery.GivenUpAt).SingleAsync()));
    }
}
