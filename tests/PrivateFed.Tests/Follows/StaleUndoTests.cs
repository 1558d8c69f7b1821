using System.Net;
using System.Text.Json.Nodes;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Follows;

/// <summary>Servers try for hours, out of order: an Undo that belongs to an earlier Follow does not end the newer one.</summary>
public class StaleUndoTests(House house) : IClassFixture<House>
{
    private static string Payloads => Surroundings.Payloads;

    [Fact]
    public async Task D7_An_Undo_from_somebody_never_met_is_taken_and_dropped()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var before = await house.CountRowsAsync();

        using var answer = await joe.SendAsync(joe.Letter(joe.Activity("Undo", joe.Follow())));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Empty(server.Asked);
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Theory]
    [InlineData("names an earlier Follow")]
    [InlineData("names an earlier Follow by its id alone")]
    [InlineData("was published before the newer Follow was sent")]
    [InlineData("was proved before the newer Follow was sent")]
    [InlineData("was sent before the newer Follow, and arrives after it")]
    public async Task D7_An_Undo_of_an_earlier_follow_does_not_end_the_newer_one_when_it(string how)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var first = joe.Follow();
        await joe.TellAsync(first);
        await house.LetInAsync(joe);
        var undo = joe.Activity("Undo", how.EndsWith("alone", StringComparison.Ordinal) ? (string?)first["id"] : first.DeepClone());
        if (!how.StartsWith("names", StringComparison.Ordinal))
        {
            // Misskey and WordPress name no Follow that they ever sent.
            undo["object"]!["id"] = $"{joe.Uri}/follows/mara";
        }
        var moment = house.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        if (how.StartsWith("was published", StringComparison.Ordinal))
        {
            undo["published"] = moment;
        }
        if (how.StartsWith("was proved", StringComparison.Ordinal))
        {
            undo["proof"] = new JsonObject { ["type"] = "DataIntegrityProof", ["created"] = moment };
        }
        var late = joe.Letter(undo);
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        await joe.TellAsync(joe.Follow());

        using var answer = await joe.SendAsync(how.StartsWith("was sent", StringComparison.Ordinal) ? late : joe.Letter(undo));
        await house.SettleAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task D7_An_Undo_that_ended_a_follow_before_does_not_end_the_next()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        var undo = joe.Activity("Undo", joe.Follow());
        await joe.TellAsync(undo);
        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        await joe.TellAsync(joe.Follow());
        house.Clock.Advance(TimeSpan.FromSeconds(2));

        await joe.TellAsync(undo);

        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Theory]
    [InlineData("misskey", "follow_id", "undo_follow")]
    [InlineData("iceshrimp_net", "follow_id", "undo_follow")]
    [InlineData("wordpress_friends", "follow_id", "undo_follow")]
    [InlineData("hollo", "follow_id", "undo_follow")]
    public async Task D7_In_the_normal_order_it_ends_twice_over(string software, string followFile, string undoFile)
    {
        Assert.SkipUnless(Directory.Exists(Payloads),
            $"The test vectors are missing: {Payloads}. Name their folder in PRIVATEFED_VECTORS.");
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var (follow, undo) = (await CapturedAsync(software, followFile, joe), await CapturedAsync(software, undoFile, joe));
        await joe.TellAsync(follow);
        await house.LetInAsync(joe);
        house.Clock.Advance(TimeSpan.FromSeconds(2));

        await joe.TellAsync(undo);
        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));

        // Once more, as each of them does it: with new ids, or with the same; later, where it says when.
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        Renew(software, follow, undo, "follow");
        await joe.TellAsync(follow);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        Renew(software, follow, undo, "undo");
        await joe.TellAsync(undo);
        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
    }

    private static async Task<JsonObject> CapturedAsync(string software, string file, RemotePerson joe)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Payloads, software, "activities", $"{file}.json"), House.Cancellation);
        var activity = JsonNode.Parse(text)!.AsObject();
        var (theirs, host) = ((string)activity["actor"]!, new Uri((string)activity["actor"]!).Host);
        return JsonNode.Parse(activity.ToJsonString(PrivateFed.Federation.Documents.WireJson.Options)
            .Replace(theirs, joe.Uri, StringComparison.Ordinal)
            .Replace(host, joe.Server.Host, StringComparison.Ordinal)
            .Replace("family2.test", House.Domain, StringComparison.Ordinal))!.AsObject();
    }

    private void Renew(string software, JsonObject follow, JsonObject undo, string what)
    {
        var now = house.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var renewed = what == "follow" ? follow : undo;
        if (renewed.ContainsKey("published"))
        {
            renewed["published"] = now;
        }
        foreach (var signed in new[] { "proof", "signature" }.Where(renewed.ContainsKey))
        {
            renewed[signed]!["created"] = now;
        }
        if (software is "iceshrimp_net" or "hollo")
        {
            renewed["id"] = $"{renewed["id"]}-2";
            undo["object"]!["id"] = (string)follow["id"]!;
        }
        else if (software is "misskey" && what == "follow")
        {
            follow["id"] = $"{follow["id"]}-2";
        }
    }

    [Fact]
    public async Task R_An_Undo_of_nothing_withholds_nothing_from_a_follower_whose_inbox_it_names()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        eve.Document["inbox"] = joe.Inbox;
        await eve.TellAsync(eve.Follow());
        await eve.TellAsync(eve.Activity("Undo", eve.Follow()));
        server.Sleep();
        await house.PublishAsync();

        await eve.TellAsync(eve.Activity("Undo", eve.Follow()));

        server.Awake();
        await house.ReadAsync(async db =>
        {
            foreach (var host in db.RemoteHosts.Where(host => host.Name == server.Host))
            {
                host.RetryAt = null;
            }
            return await db.SaveChangesAsync();
        });
        await server.ExpectAsync("Create");
    }
}
