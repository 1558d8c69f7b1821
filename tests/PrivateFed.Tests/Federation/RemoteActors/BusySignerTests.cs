using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>Signers whose server cannot show them at the moment, or shows them at another address than their activities name.</summary>
public class BusySignerTests(House house) : IClassFixture<House>
{
    private static string Payloads => Surroundings.Payloads;

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task D6_A_Follow_whose_signer_cannot_be_asked_may_come_again(int status)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        server.Pages[joe.Path] = Answer(status);

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);

        server.Show(joe.Path, joe.Document);
        house.Clock.Advance(TimeSpan.FromSeconds(11));
        await joe.TellAsync(joe.Follow());
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task D6_So_may_one_whose_server_hangs_up()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        server.Pages[joe.Path] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task D6_A_definite_fault_is_a_definite_no(int status)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        server.Pages[joe.Path] = Answer(status);

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task D6_Nobody_learns_from_it_whose_server_is_known()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var strange = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, stranger) = (server.Person("joe"), strange.Person("stranger"));
        await house.WelcomeAsync(joe);
        (server.Pages[joe.Path], strange.Pages[stranger.Path]) = (Answer(503), Answer(503));

        var answers = new List<string>();
        foreach (var person in new[] { joe, stranger })
        {
            var forged = person.Letter(person.Activity("Like", House.Url("/posts/1")));
            forged.KeyId = $"{person.Uri}#another-key";
            using var answer = await person.SendAsync(forged);
            answers.Add(await answer.EverythingAsync());
        }

        Assert.StartsWith("401", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task D13_An_author_of_WordPress_who_is_named_by_their_page_can_follow_and_leave()
    {
        Assert.SkipUnless(Directory.Exists(Payloads),
            $"The test vectors are missing: {Payloads}. Name their folder in PRIVATEFED_VECTORS.");
        await using var server = await Neighbour.OpenAsync(house);
        var willa = await WillaAsync(server);

        await willa.TellAsync(await CapturedAsync("activities/follow_id", server));
        Assert.Equal(FollowState.Requested, await StateAsync(server));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await willa.TellAsync(await CapturedAsync("activities/undo_follow", server));
        Assert.Equal(FollowState.Ended, await StateAsync(server));
    }

    [Theory]
    [InlineData("another")]
    [InlineData("nothing")]
    public async Task D13_An_address_at_which_somebody_else_or_nothing_stands_is_not_the_signer(string what)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        if (what == "nothing")
        {
            server.Pages.Remove(joe.Path, out _);
        }

        using var answer = await eve.SendAsync(eve.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(await house.StateAsync(joe));
        Assert.Null(await house.StateAsync(eve));
    }

    private static RequestDelegate Answer(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task<RemotePerson> WillaAsync(Neighbour server)
    {
        var willa = server.Person("willa");
        var shown = await CapturedAsync("objects/person_willa", server);
        willa.KeyId = (string)shown["publicKey"]!["id"]!;
        shown["publicKey"]!["publicKeyPem"] = willa.Key.ExportSubjectPublicKeyInfoPem();
        server.Show("/", shown);
        server.Show("/author/willa/", shown);
        return willa;
    }

    private static async Task<JsonObject> CapturedAsync(string file, Neighbour server)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Payloads, "wordpress_friends", $"{file}.json"), House.Cancellation);
        return JsonNode.Parse(JsonNode.Parse(text)!.ToJsonString(WireJson.Options)
            .Replace("wp.test", server.Host, StringComparison.Ordinal)
            .Replace("family2.test", House.Domain, StringComparison.Ordinal))!.AsObject();
    }

    private Task<FollowState?> StateAsync(Neighbour server) => house.ReadAsync(db => db.Follows
        .Where(follow => follow.RemoteActor.Host.Name == server.Host).Select(follow => (FollowState?)follow.State).SingleOrDefaultAsync());
}
