using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>A conversation under a post between Ingrid, who has an account in the house, and Joe, who reads on his own server.</summary>
public sealed class CommentsOnAnotherServer(Neighbourhood street) : IClassFixture<Neighbourhood>
{
    [Fact]
    public async Task A_members_comment_and_what_becomes_of_it_are_told_to_Joe_by_name()
    {
        var post = await PostFor("Who comes on Sunday?");

        await street.House.Comment(post, "I bring **waffles**.");
        var create = await street.Joes.ReceivesAt(street.Joes.Joe, "Create");
        var comment = create.ObjectId!;
        var whenShown = (await street.Joes.Fetch(comment, signedAs: "joe")).Status;
        await street.MustLookLikeNothing(comment, signedAs: "eve");
        await street.House.EditComment(comment, "I bring waffles and jam.");
        var update = await street.Joes.ReceivesAt(street.Joes.Joe, "Update");
        await street.House.DeleteComment(comment);
        var delete = await street.Joes.ReceivesAt(street.Joes.Joe, "Delete");

        Assert.All([create, update, delete], received => Assert.True(received.Verified, received.Reason));
        Assert.All([create, update, delete], received => Assert.Equal(street.House.Url("/users/ingrid#main-key"), received.SignedBy));
        Assert.All([create, update, delete], received => Assert.True(received.IsAbout(comment)));
        Assert.All([create, update], told => Assert.Equal([street.Joes.Joe], told.About.Strings("cc")));
        Assert.Equal(street.House.Url("/users/ingrid"), create.About.GetProperty("attributedTo").GetString());
        Assert.Equal(post, create.About.GetProperty("inReplyTo").GetString());
        Assert.Contains("<strong>waffles</strong>", create.About.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Contains("jam", update.About.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal((200, 410), (whenShown, (await street.Joes.Fetch(comment, signedAs: "joe")).Status));
        await street.MustLookLikeNothing(comment, signedAs: "eve");
    }

    [Fact]
    public async Task Joe_answers_a_comment_and_changes_and_deletes_his_words()
    {
        var post = await PostFor("Who comes on Sunday?");
        await street.House.Comment(post, "I bring waffles.");
        var create = await street.Joes.ReceivesAt(street.Joes.Joe, "Create");
        var ingrid = create.About.GetProperty("attributedTo").GetString()!;

        var reply = await street.Joes.Reply(ingrid, create.ObjectId!, "Save me one.", visibility: "direct");
        var said = await PageWith(post, "Save me one.");
        var edit = await street.Joes.Edit(ingrid, reply.Note!, "Save me two.");
        var changed = await PageWith(post, "Save me two.");
        var delete = await street.Joes.Delete(ingrid, reply.Note!);
        await Eventually.Happens("a page without Joe's words",
            async () => !(await street.House.Page(post)).Contains("Save me", StringComparison.Ordinal));

        Assert.All([reply, edit, delete], sent => Assert.True(sent.Delivered, $"{sent.Status} {sent.Answer}"));
        Assert.Contains($"to Ingrid · on {new Uri(street.Joes.Origin).Authority}", said, StringComparison.Ordinal);
        Assert.Contains("edited", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_with_everything_that_Mastodon_lets_people_write_is_shown_without_asking_its_server()
    {
        var post = await PostFor("Who comes on Sunday?");

        var reply = await street.Joes.Reply(new
        {
            to = street.Mara.Id,
            inReplyTo = post,
            text = "Ich bringe :waffle: mit! <a href=\"https://joe-server.test/tags/waffles\" class=\"mention hashtag\" rel=\"tag\">#<span>waffles</span></a>",
            warning = "Food",
            hashtag = "waffles",
            emoji = "waffle",
            language = "de",
            languages = new { en = "I bring waffles!" },
        });

        Assert.True(reply.Delivered, reply.Answer);
        var page = await PageWith(post, "mit! <a href=\"https://joe-server.test/tags/waffles\"");
        Assert.Contains("<summary lang=\"de\">Food</summary>", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"said\" lang=\"de\">", page, StringComparison.Ordinal);
        // The mention that opens it says only what the page shows anyway.
        Assert.DoesNotContain("@<span>mara</span>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://joe-server.test/tags/waffles\" rel=\"nofollow noopener noreferrer\">#waffles</a>", page,
            StringComparison.Ordinal);
        Assert.DoesNotContain("picture.png", page, StringComparison.Ordinal);
        Assert.DoesNotContain("I bring waffles!", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_among_the_replies_is_shown_with_its_votes()
    {
        var post = await PostFor("Who comes on Sunday?");

        var poll = await street.Joes.Reply(new
        {
            to = street.Mara.Id,
            inReplyTo = post,
            text = "Waffles or cake?",
            answers = new Dictionary<string, int> { ["Waffles"] = 3, ["Cake"] = 1 },
        });

        Assert.True(poll.Delivered, poll.Answer);
        var page = await PageWith(post, "Waffles or cake?");
        Assert.Matches("Waffles <span class=\"soft\">[^<]*3", page);
        Assert.Matches("Cake <span class=\"soft\">[^<]*1", page);
    }

    private async Task<string> PostFor(string words)
    {
        await street.LetJoeIn();
        await street.House.AddIngrid();
        var post = await street.House.Post(words);
        await street.Joes.Receives("Create");
        await street.BeQuiet();
        return post;
    }

    private Task<string> PageWith(string post, string words) => Eventually.Get($"'{words}' on the page", async () =>
        await street.House.Page(post) is var page && page.Contains(words, StringComparison.Ordinal) ? page : null);
}
