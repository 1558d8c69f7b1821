using System.Text.Json.Nodes;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// The Lindgrens and the Bergs each run a house of this make; Mara and Berta were let in by each other. What one house sends is what the
/// other must understand.
/// </summary>
public sealed class TwoHouses(Hamlet hamlet) : IClassFixture<Hamlet>
{
    [Fact]
    public async Task What_happens_in_one_house_arrives_in_the_other_once_and_in_order()
    {
        var before = (await Hamlet.Received(hamlet.Bergs)).Count;

        // What was deleted before it was sent is not sent: each step waits for the one before.
        var post = await hamlet.Lindgrens.Post("Ida has turned seven.");
        await hamlet.AreQuiet();
        await hamlet.Lindgrens.Comment(post, "Hooray!");
        await hamlet.AreQuiet();
        await hamlet.Lindgrens.EditPost(post, "Ida has turned eight.");
        await hamlet.AreQuiet();
        await hamlet.Lindgrens.DeletePost(post);
        await hamlet.AreQuiet();

        var received = (await Hamlet.Received(hamlet.Bergs))[before..];
        Assert.Equal(
            ["Create by mara", "Create by ingrid", "Update by mara", "Delete by mara", "Delete by ingrid"],
            received.Select(one => $"{one.Type} by {one.By}"));
        Assert.Equal(received.Count, received.Select(one => one.Id).Distinct().Count());
        Assert.All(received, one => Assert.True(one.WasHandled));
    }

    [Fact]
    public async Task A_reply_from_one_house_is_shown_in_the_other_with_its_house()
    {
        var post = await hamlet.Lindgrens.Post("Who comes on Sunday?");

        Assert.Equal(202, await hamlet.Berta.Reply(hamlet.Mara.Id, post, "I do, with jam."));

        var page = await Eventually.Get("Berta's words", async () =>
            await hamlet.Lindgrens.Page(post) is var page && page.Contains("I do, with jam.", StringComparison.Ordinal) ? page : null);
        Assert.Contains($"<b>Berta</b> <span class=\"soft\">on {hamlet.Bergs.Domain}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_was_let_in_and_their_house_read_a_post()
    {
        var post = await hamlet.Lindgrens.Post("Only for us.");
        var nothing = hamlet.Lindgrens.Url($"/posts/{Guid.NewGuid()}");
        using var ingrid = new AppOf(hamlet.Bergs, "ingrid");
        using var house = new AppOf(hamlet.Bergs, "house");

        // Who has commented at home has a key that other servers find; she is as little let in as before.
        await hamlet.Bergs.Comment(await hamlet.Bergs.Post("Plums!"), "So many!");

        Assert.Equal(200, (await hamlet.Berta.Fetch(post)).Status);
        Assert.Equal(200, (await house.Fetch(post)).Status);
        Assert.Equal(await ingrid.Fetch(nothing), await ingrid.Fetch(post));
        Assert.Equal(404, (await ingrid.Fetch(post)).Status);
        Assert.Equal(404, (await ingrid.Fetch($"{hamlet.Mara.Id}/outbox")).Status);
        var stub = JsonNode.Parse((await ingrid.Fetch(hamlet.Mara.Id)).Body)!;
        Assert.Null(stub["name"]);
    }

    [Fact]
    public async Task Both_houses_change_all_their_keys_and_go_on_talking()
    {
        foreach (var (house, owner) in new[] { (hamlet.Lindgrens, "mara"), (hamlet.Bergs, "berta") })
        {
            await house.RotateKeys(owner);
            await house.RotateKeys("house");
        }

        await hamlet.AreQuiet();
        var (mara, berta) = ((await Hamlet.Received(hamlet.Lindgrens)).Count, (await Hamlet.Received(hamlet.Bergs)).Count);
        await hamlet.Lindgrens.Post("With a new pen.");
        await hamlet.Bergs.Post("With a new pen, too.");
        await hamlet.AreQuiet();

        Assert.Equal("Create", Assert.Single((await Hamlet.Received(hamlet.Lindgrens))[mara..]).Type);
        Assert.Equal("Create", Assert.Single((await Hamlet.Received(hamlet.Bergs))[berta..]).Type);
        Assert.Equal(await Known(hamlet.Lindgrens, hamlet.Berta.Id), await Own(hamlet.Bergs, "berta"));
        Assert.Equal(await Known(hamlet.Bergs, hamlet.Mara.Id), await Own(hamlet.Lindgrens, "mara"));
        Assert.Contains("accepted", await hamlet.Lindgrens.Follows(), StringComparison.Ordinal);
        Assert.Contains("accepted", await hamlet.Bergs.Follows(), StringComparison.Ordinal);
        Assert.Equal(200, (await hamlet.Berta.Fetch($"{hamlet.Mara.Id}/outbox")).Status);
    }

    private static async Task<string> Known(HouseProgram house, string actor) =>
        Assert.Single(await Stored.Of(house, "SELECT Pem FROM RemoteKeys WHERE Uri = $key", ("$key", $"{actor}#main-key")))[0];

    private static async Task<string> Own(HouseProgram house, string handle) =>
        Assert.Single(await Stored.Of(house, "SELECT RsaPublicKey FROM Actors WHERE Handle = $handle", ("$handle", handle)))[0];
}
