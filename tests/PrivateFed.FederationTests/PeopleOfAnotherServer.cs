using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>What becomes of people on another server: they block, complain, move, and change what they are known by.</summary>
[Collection(TheirStreet.Name)]
public sealed class PeopleOfAnotherServer(Neighbourhood street)
{
    [Fact]
    public async Task Who_blocks_Mara_follows_her_no_longer()
    {
        var ann = await LetIn("ann", "Ann");
        var post = await street.House.Post("Only for us.");

        var block = await street.Joes.Tell(street.Mara.Id, "Block", [street.Mara.Id], by: "ann");

        Assert.True(block.Delivered, block.Answer);
        await Eventually.Happens("the end of the follow", async () => (await street.Joes.Fetch(post, signedAs: "ann")).Status == 404);
        Assert.DoesNotContain(Address("ann"), await street.House.Page("family"), StringComparison.Ordinal);
        Assert.DoesNotContain(ann, (await street.Joes.Collection($"{street.Mara.Id}/followers", "joe")).Items);
    }

    [Fact]
    public async Task A_complaint_by_Joes_server_is_read_by_the_owner_alone()
    {
        await street.LetJoeIn();
        await street.House.AddIngrid();
        var post = await street.House.Post("A day at the lake.");

        var flag = await street.Joes.Tell(street.Mara.Id, "Flag", [street.Mara.Id, post], by: "instance", content: "That is my garden.");

        Assert.True(flag.Delivered, flag.Answer);
        var page = await Eventually.Get("the complaint", async () =>
            await street.House.Page("family/on-its-way") is var page && page.Contains("That is my garden.", StringComparison.Ordinal) ? page
                : null);
        Assert.Contains($"Somebody from <b class=\"address\">{new Uri(street.Joes.Origin).Authority}</b>", page, StringComparison.Ordinal);
        Assert.Contains(new Uri(post).AbsolutePath, page, StringComparison.Ordinal);
        Assert.Contains("complaint from another server", await street.House.Page("family"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "complaint from another server", await (await street.House.Browser("ingrid")).Read("family"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_moved_to_another_account_is_let_in_under_the_new_one_and_not_under_the_old_one()
    {
        var bob = await LetIn("bob", "Bob");
        var post = await street.House.Post("Only for us.");
        var robert = await street.Joes.MoveIn("robert", "Robert", bob);
        await street.BeQuiet();

        var move = await street.Joes.Tell(street.Mara.Id, "Move", [bob], by: "bob", target: robert);
        await street.Joes.Follow(street.Mara.Id, by: "robert");
        var page = await street.House.Page(await street.House.RequestOf(Address("robert")));
        await street.House.LetIn(Address("robert"));
        var reject = await street.Joes.ReceivesAt(bob, "Reject");
        var accept = await street.Joes.ReceivesAt(robert, "Accept");

        Assert.True(move.Delivered, move.Answer);
        Assert.Contains($"<span class=\"address\">{Address("bob")}</span>, whom you let in, says they've moved to this account", page,
            StringComparison.Ordinal);
        Assert.All([reject, accept], received => Assert.True(received.Verified, received.Reason));
        Assert.Equal(200, (await street.Joes.Fetch(post, signedAs: "robert")).Status);
        await street.MustLookLikeNothing(post, signedAs: "bob");
    }

    [Fact]
    public async Task Who_moves_to_an_account_that_does_not_say_so_is_a_stranger_there()
    {
        var tina = await LetIn("tina", "Tina");
        var mallory = await street.Joes.MoveIn("mallory", "Mallory");

        await street.Joes.Tell(street.Mara.Id, "Move", [tina], by: "tina", target: mallory);
        await street.Joes.Follow(street.Mara.Id, by: "mallory");

        Assert.DoesNotContain("moved to this account", await street.House.Page(await street.House.RequestOf(Address("mallory"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joe_announces_a_new_key_and_is_known_by_it_from_then_on()
    {
        await street.LetJoeIn();
        var post = await street.House.Post("Only for us.");

        var update = await street.Joes.ChangeKeys(street.Mara.Id);
        await Eventually.Happens("belief in the new key", async () => (await street.Joes.Fetch(post, signedAs: "joe")).Status == 200);
        var like = await street.Joes.Like(street.Mara.Id, post);

        Assert.Equal(202, update.Status);
        Assert.True(like.Delivered, like.Answer);
        Assert.Contains(Address("joe"), await street.House.Page("family"), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Joe Lindgren</b> would like to follow you", await street.House.Page("family"), StringComparison.Ordinal);
    }

    private async Task<string> LetIn(string name, string fullName)
    {
        await street.LetJoeIn();
        var id = await street.Joes.MoveIn(name, fullName);
        await street.LetIn(name);
        return id;
    }

    private string Address(string name) => street.Joes.HandleOf(name);
}
