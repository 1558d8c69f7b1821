using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Joe reacts to a post on his own server, in the ways that servers of different makers have for it.</summary>
[Collection(TheirStreet.Name)]
public sealed class ReactionsFromAnotherServer(Neighbourhood street)
{
    [Fact]
    public async Task A_Like_and_an_EmojiReact_stand_under_the_post_until_each_is_undone()
    {
        await street.LetJoeIn();
        var post = await street.House.Post("Ida has turned eight.");

        var like = await street.Joes.Like(street.Mara.Id, post);
        var cheer = await street.Joes.Tell(street.Mara.Id, "EmojiReact", [post], content: "🎉");
        var both = await PageOnce(post, page => page.Contains(Gave("❤️"), StringComparison.Ordinal)
            && page.Contains(Gave("🎉"), StringComparison.Ordinal));
        var unlike = await street.Joes.Undo(street.Mara.Id, like.Id);
        var cheerLeft = await PageOnce(post, page => !page.Contains(Gave("❤️"), StringComparison.Ordinal));
        var sober = await street.Joes.Undo(street.Mara.Id, cheer.Id);
        await PageOnce(post, page => !page.Contains(Gave("🎉"), StringComparison.Ordinal));

        Assert.NotNull(both);
        Assert.Contains(Gave("🎉"), cheerLeft, StringComparison.Ordinal);
        Assert.All([like, cheer, unlike, sober], sent => Assert.True(sent.Delivered, $"{sent.Status} {sent.Answer}"));
    }

    [Fact]
    public async Task An_Announce_changes_nothing_and_shows_nothing_to_anybody()
    {
        await street.LetJoeIn();
        await street.Joes.MoveIn("anna", "Anna");
        await street.LetIn("anna");
        var post = await street.House.Post("Only for us.");
        await street.Joes.Receives("Create");
        await street.BeQuiet();

        var announce = await street.Joes.Tell(
            street.Mara.Id, "Announce", [post], audience: ["https://www.w3.org/ns/activitystreams#Public", $"{street.Joes.Joe}/followers"]);
        // What comes later is handled later: when this is shown, the Announce has had its effect.
        await street.Joes.Like(street.Mara.Id, post, by: "anna");
        var page = await PageOnce(post, page => page.Contains(Gave("❤️", "Anna"), StringComparison.Ordinal));
        await street.House.HasSentEverything();

        Assert.True(announce.Delivered, announce.Answer);
        Assert.DoesNotContain("Joe Lindgren", page, StringComparison.Ordinal);
        Assert.Empty(await street.Joes.Received());
        await street.MustLookLikeNothing(post, signedAs: "eve");
        await street.MustLookLikeNothing(post, signedAs: null);
    }

    private static string Gave(string sign, string name = "Joe Lindgren") => $"<span class=\"sign\">{sign}</span> {name}";

    private Task<string> PageOnce(string post, Func<string, bool> isSo) => Eventually.Get(
        "a page as it should be", async () => await street.House.Page(post) is var page && isSo(page) ? page : null);
}
