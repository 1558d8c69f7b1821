using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Documents;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>
/// Willa of WordPress was known by "?author=1" when she asked to follow, and is known by her page now: a setting of hers. What was captured
/// from a WordPress with Friends is sent again.
/// </summary>
public class ChangedIdTests(House house) : IClassFixture<House>
{
    private static string Payloads => Surroundings.Payloads;

    [Fact]
    public async Task D13_Her_Undo_under_the_new_id_ends_the_follow()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var willa = await LetInAsync(server);
        await ChangeIdAsync(willa);

        await willa.TellAsync(await CapturedAsync("activities/undo_follow", server));

        Assert.Equal((server.Url("/author/willa/"), FollowState.Ended), await FollowAsync(server));
    }

    [Fact]
    public async Task D13_She_may_follow_again_and_comment_under_the_new_id_without_being_asked_about()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var willa = await LetInAsync(server);
        var post = await house.PublishAsync();
        await ChangeIdAsync(willa);

        await willa.TellAsync(await CapturedAsync("activities/follow_id_2", server));
        var comment = await CapturedAsync("activities/create_note", server);
        comment["object"]!["inReplyTo"] = House.Url($"/posts/{post}");
        await willa.TellAsync(comment);

        Assert.Equal((server.Url("/author/willa/"), FollowState.Accepted), await FollowAsync(server));
        Assert.Single(await house.CommentsAsync(post));
    }

    [Theory]
    [InlineData("her own key", true)]
    [InlineData("another key", false)]
    public async Task D13_What_is_owed_goes_on_while_her_page_shows(string key, bool isSent)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var willa = await LetInAsync(server);
        willa.Key = key == "her own key" ? willa.Key : Keys.Of("eve");
        await ChangeIdAsync(willa);
        server.Forget();
        house.Clock.Advance(TimeSpan.FromDays(8));

        await house.PublishAsync();
        await house.SettleAsync();

        Assert.Equal(isSent, server.Received.Any(one => one.Type == "Create"));
        Assert.Equal(isSent ? FollowState.Accepted : FollowState.Requested, (await FollowAsync(server)).State);
    }

    [Fact]
    public async Task D13_And_back()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var willa = await LetInAsync(server);
        var firstKey = willa.KeyId;
        await ChangeIdAsync(willa);
        await willa.TellAsync(await CapturedAsync("activities/follow_id_2", server));
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await ShowAsync(willa, "/author/willa/", "objects/person_willa");
        await ShowAsync(willa, "/", "objects/person_willa");
        willa.KeyId = firstKey;

        await willa.TellAsync(await CapturedAsync("activities/undo_follow", server));

        Assert.Equal(FollowState.Ended, (await FollowAsync(server)).State);
    }

    // Whoever holds the page holds no key of hers.
    [Fact]
    public async Task D13_Another_key_at_her_page_is_somebody_else()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var willa = await LetInAsync(server);
        willa.Key = Keys.Of("eve");
        await ChangeIdAsync(willa);

        using var answer = await willa.SendAsync(willa.Letter(await CapturedAsync("activities/undo_follow", server)));
        await house.SettleAsync();

        Assert.Equal(FollowState.Accepted, (await FollowAsync(server)).State);
    }

    // With her own key, at an address that nothing of hers names.
    [Fact]
    public async Task D13_Nor_is_an_address_hers_that_she_never_named()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var willa = await LetInAsync(server);
        var twin = new RemotePerson(server, "twin", "/author/twin/", willa.Key, "Person");

        await twin.TellAsync(twin.Follow());

        Assert.Equal(2, await house.ReadAsync(db => db.Follows.CountAsync(follow => follow.RemoteActor.Host.Name == server.Host)));
        Assert.Equal(FollowState.Requested, await house.StateAsync(twin));
    }

    private async Task<RemotePerson> LetInAsync(Neighbour server)
    {
        Assert.SkipUnless(Directory.Exists(Payloads),
            $"The test vectors are missing: {Payloads}. Name their folder in PRIVATEFED_VECTORS.");
        var willa = server.Person("willa");
        await ShowAsync(willa, "/", "objects/person_willa");
        await ShowAsync(willa, "/author/willa/", "objects/person_willa");
        willa.KeyId = server.Url("/?author=1#main-key");
        await willa.TellAsync(await CapturedAsync("activities/follow_id", server));
        var id = await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == server.Url("/?author=1")).Select(actor => actor.Id)
            .SingleAsync());
        House.Value(
            await house.DoAsync((AcceptFollow acceptFollow) => acceptFollow.AcceptAsync(id, house.Mara.Id, [], House.Cancellation)));
        await house.SettleAsync();
        return willa;
    }

    private static async Task ChangeIdAsync(RemotePerson willa)
    {
        await ShowAsync(willa, "/", "objects/person_willa_2");
        await ShowAsync(willa, "/author/willa/", "objects/person_willa_2");
        willa.KeyId = willa.Server.Url("/author/willa/#main-key");
    }

    private static async Task ShowAsync(RemotePerson willa, string path, string file)
    {
        var shown = await CapturedAsync(file, willa.Server);
        shown["publicKey"]!["publicKeyPem"] = willa.Key.ExportSubjectPublicKeyInfoPem();
        willa.Server.Show(path, shown);
    }

    private static async Task<JsonObject> CapturedAsync(string file, Neighbour server)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Payloads, "wordpress_friends", $"{file}.json"), House.Cancellation);
        return JsonNode.Parse(JsonNode.Parse(text)!.ToJsonString(WireJson.Options)
            .Replace("wp.test", server.Host, StringComparison.Ordinal)
            .Replace("family2.test", House.Domain, StringComparison.Ordinal))!.AsObject();
    }

    private Task<(string Uri, FollowState State)> FollowAsync(Neighbour server) => house.ReadAsync(async db =>
    {
        var follow = await db.Follows.AsNoTracking().Include(follow => follow.RemoteActor)
            .SingleAsync(follow => follow.RemoteActor.Host.Name == server.Host);
        return (follow.RemoteActor.Uri, follow.State);
    });
}
