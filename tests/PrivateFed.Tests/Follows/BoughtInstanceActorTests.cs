using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>A domain is bought whose own actor the house never met: it speaks for all, and yet nobody knows its key.</summary>
public class BoughtInstanceActorTests(House house) : IClassFixture<House>
{
    private static readonly RSA NewKey = Keys.New;

    [Fact]
    public async Task A_The_servers_own_actor_that_signs_for_the_first_time_with_another_key_than_it_had_puts_everybody_in_doubt()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        Buy(server);

        using var answer = await server.Instance.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_One_that_was_named_before_its_keys_were_kept_puts_everybody_in_doubt_too()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == server.Instance.Uri).ExecuteDeleteAsync());
        Buy(server);

        using var answer = await server.Instance.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_Where_a_server_named_nobody_a_buyer_cannot_name_somebody_later()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        server.Pages.TryRemove(server.Instance.Path, out var page);
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        await IsAskedAfterAsync(joe);
        Assert.Null((await house.HostOfAsync(server)).InstanceActorUri);
        server.Pages[server.Instance.Path] = page!;
        Buy(server);

        await AskAgainAsync(server, TimeSpan.FromDays(8));
        using var answer = await server.Instance.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null((await house.HostOfAsync(server)).InstanceActorUri);
    }

    [Fact]
    public async Task A_One_that_could_not_be_fetched_when_somebody_asked_is_believed_some_hours_later()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        server.Pages.TryRemove(server.Instance.Path, out var page);
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        await IsAskedAfterAsync(joe);
        server.Pages[server.Instance.Path] = page!;

        await AskAgainAsync(server, TimeSpan.FromHours(7));
        using var answer = await server.Instance.GetAsync($"/posts/{post}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_A_server_that_was_made_anew_is_asked_about_once()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        Buy(server);
        joe.Key = NewKey;
        joe.Document["publicKey"]!["publicKeyPem"] = NewKey.ExportSubjectPublicKeyInfoPem();
        await joe.TellAsync(joe.Follow());
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
        await Eventually.Happens("the new keys of the server", () => house.ReadAsync(db => db.RemoteKeys.AnyAsync(
            key => key.Uri == server.Instance.KeyId && key.Pem == NewKey.ExportSubjectPublicKeyInfoPem())));

        await house.LetInAsync(joe);
        using var answer = await server.Instance.GetAsync($"/posts/{post}");

        Assert.Equal((HttpStatusCode.OK, FollowState.Accepted), (answer.StatusCode, await house.StateAsync(joe)));
    }

    // Misskey's is called so where the server was begun since 2025.
    [Theory]
    [InlineData("instance.actor")]
    [InlineData("system.actor")]
    public async Task A_Misskeys_own_actor_is_found_by_its_reserved_name(string name)
    {
        await using var server = await Neighbour.OpenAsync(house);
        server.Runs("misskey", "2025.4.0");
        server.Pages["/.well-known/webfinger"] = context =>
        {
            if (context.Request.Query["resource"] != $"acct:{name}@{server.Host}")
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
            context.Response.ContentType = "application/jrd+json";
            return context.Response.WriteAsync(new JsonObject
            {
                ["links"] = new JsonArray(new JsonObject
                {
                    ["rel"] = "self",
                    ["type"] = "application/activity+json",
                    ["href"] = server.Instance.Uri,
                }),
            }.ToJsonString());
        };

        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());

        Assert.Equal(server.Instance.Uri, (await house.HostOfAsync(server)).InstanceActorUri);
    }

    private static void Buy(Neighbour server)
    {
        server.Instance.Document["publicKey"]!["publicKeyPem"] = NewKey.ExportSubjectPublicKeyInfoPem();
        server.Instance.Key = NewKey;
    }

    /// <summary>A server of which nobody knows who speaks for it is asked once more when somebody there is let in.</summary>
    private Task IsAskedAfterAsync(RemotePerson person) =>
        Eventually.Happens("a look at the server", () => house.ReadAsync(db => db.Follows.AnyAsync(
        follow => follow.RemoteActor.Uri == person.Uri && follow.RemoteActor.Host.DiscoveredAt > follow.DecidedAt)));

    private async Task AskAgainAsync(Neighbour server, TimeSpan later)
    {
        var before = (await house.HostOfAsync(server)).DiscoveredAt;
        house.Clock.Advance(later);
        await Eventually.Happens("another look at the server", async () => (await house.HostOfAsync(server)).DiscoveredAt > before + later);
    }
}
