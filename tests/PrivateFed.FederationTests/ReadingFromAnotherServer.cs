using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// What a foreign server finds when it looks around: collections, page by page, for those who were let in and for nobody else.
/// </summary>
public sealed class ReadingFromAnotherServer(Neighbourhood street) : IClassFixture<Neighbourhood>
{
    [Theory]
    [InlineData("joe")]
    [InlineData("instance")]
    public async Task A_follower_and_its_server_read_an_authors_collections_to_the_end(string asker)
    {
        await street.LetJoeIn();
        var posts = new List<string>();
        for (var number = 1; number <= 21; number++)
        {
            posts.Insert(0, await street.House.Post($"Day {number} by the sea"));
        }

        var outbox = await street.Joes.Collection($"{street.Mara.Id}/outbox", asker);
        var featured = await street.Joes.Collection($"{street.Mara.Id}/featured", asker);
        var followers = await street.Joes.Collection($"{street.Mara.Id}/followers", asker);
        var following = await street.Joes.Collection($"{street.Mara.Id}/following", asker);

        Assert.Equal(posts.Select(post => post.Replace("/posts/", "/activities/", StringComparison.Ordinal)), outbox.Items.Take(21));
        Assert.Equal(outbox.Items.Count, outbox.TotalItems);
        Assert.Equal(posts.Take(20), featured.Items);
        Assert.Contains(street.Joes.Joe, followers.Items);
        Assert.DoesNotContain($"{street.Joes.Origin}/users/eve", followers.Items);
        Assert.Equal(0, following.TotalItems);
    }

    [Fact]
    public async Task The_replies_of_a_post_are_read_one_by_one_each_at_its_own_server()
    {
        await street.LetJoeIn();
        await street.House.AddIngrid();
        var post = await street.House.Post("Who comes on Sunday?");
        await street.House.Comment(post, "I bring waffles.");
        var comment = (await street.Joes.ReceivesAt(street.Joes.Joe, "Create")).ObjectId!;
        var reply = await street.Joes.Reply(street.Mara.Id, post, "We all do.");
        await Eventually.Happens("Joe's reply",
            async () => (await street.House.Page(post)).Contains("We all do.", StringComparison.Ordinal));

        var replies = await street.Joes.Collection($"{post}/replies", "joe");

        Assert.Equal([comment, reply.Note!], replies.Items);
        Assert.Equal(2, replies.TotalItems);
        Assert.Null((await street.Joes.Collection($"{post}/replies", "eve")).TotalItems);
        await street.MustLookLikeNothing($"{post}/replies", signedAs: "eve");
        await street.MustLookLikeNothing($"{post}/replies/page", signedAs: "eve");
    }

    [Theory]
    [InlineData("outbox")]
    [InlineData("outbox/page")]
    [InlineData("featured")]
    [InlineData("followers")]
    [InlineData("followers/page")]
    [InlineData("followers_synchronization")]
    [InlineData("following")]
    public async Task Nobody_else_there_finds_a_collection(string collection)
    {
        await street.LetJoeIn();

        Assert.Equal(200, (await street.Joes.Fetch($"{street.Mara.Id}/{collection}", signedAs: "joe")).Status);
        await street.MustLookLikeNothing($"{street.Mara.Id}/{collection}", signedAs: "eve");
        await street.MustLookLikeNothing($"{street.Mara.Id}/{collection}", signedAs: null);
    }

    [Fact]
    public async Task The_foreign_server_computes_the_digest_of_followers_that_came_with_a_post()
    {
        await street.LetJoeIn();
        var alone = await PostAndCheck();
        await street.Joes.MoveIn("ann", "Ann");
        await street.LetIn("ann");
        var together = await PostAndCheck();

        Assert.Equal([street.Joes.Joe], alone.Followers);
        Assert.Equal(2, together.Followers.Count);
        Assert.All([alone, together], one => Assert.Equal(one.Computed, one.Said));
        Assert.All([alone, together], one => Assert.Equal(one.Followers.Order(), one.Listed.Order()));
    }

    private async Task<Synchronization> PostAndCheck()
    {
        await street.BeQuiet();
        await street.House.Post("The tide is out.");
        return await street.Joes.CheckSynchronization((await street.Joes.Receives("Create")).Headers["collection-synchronization"]);
    }
}
