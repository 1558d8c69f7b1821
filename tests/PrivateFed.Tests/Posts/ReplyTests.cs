using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts;

/// <summary>What followers reply from their own servers, and how little of it can do harm.</summary>
public class ReplyTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_reply_to_a_comment_keeps_whom_it_answers()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var ingrids = await house.CommentAsync(house.Ingrid, post);
        var toIngrid = joe.ReplyTo(House.Url($"/comments/{ingrids}"), "<p>Done.</p>");

        await joe.TellAsync(toIngrid);
        await ann.TellAsync(ann.ReplyTo((string)toIngrid["object"]!["id"]!, "<p>Me too.</p>"));

        var comments = await house.CommentsAsync(post);
        var joes = comments.Single(comment => comment.Html == "<p>Done.</p>");
        Assert.Equal(ingrids, joes.ParentId);
        Assert.Equal(joes.Id, comments.Single(comment => comment.Html == "<p>Me too.</p>").ParentId);
        using var browser = await house.BrowserOfAsync(house.Ingrid);
        Assert.Contains("to Ingrid", await browser.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_to_a_comment_in_a_circle_that_its_writer_may_not_see_is_ignored()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync(circleIds: [await house.CircleAsync(house.Ingrid)]);
        var ingrids = await house.CommentAsync(house.Ingrid, post);

        await joe.TellAsync(joe.ReplyTo(House.Url($"/comments/{ingrids}")));

        Assert.Single(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task A_warning_folds_the_text_and_a_picture_is_named_but_not_fetched()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post, "<p>Er war es :blobcat:</p>");
        var note = reply["object"]!;
        note["summary"] = "The <b>end</b> of the film <script>x()</script>";
        note["contentMap"] = new JsonObject { ["de"] = "<p>Er war es :blobcat:</p>" };
        note["tag"] = new JsonArray(new JsonObject
        {
            ["type"] = "Emoji",
            ["name"] = ":blobcat:",
            ["icon"] = new JsonObject { ["url"] = server.Url("/blobcat.png") },
        });
        note["attachment"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "Document",
                ["mediaType"] = "image/png",
                ["url"] = server.Url("/cat.png"),
                ["name"] = "A cat & a <dog>",
            },
            new JsonObject { ["type"] = "Document", ["mediaType"] = "image/png", ["url"] = "javascript:alert(1)", ["name"] = "No" });

        await joe.TellAsync(reply);

        using var browser = await house.BrowserOfAsync(house.Ingrid);
        var page = await browser.ReadAsync($"/posts/{post}");
        Assert.Contains("<summary lang=\"de\">The end of the film</summary>", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"said\" lang=\"de\"><p>Er war es :blobcat:</p></div>", page, StringComparison.Ordinal);
        Assert.Contains(
            $"<a href=\"{server.Url("/cat.png")}\" rel=\"nofollow noopener noreferrer\">A picture on {server.Host}</a>: A cat &amp; a",
            page, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("blobcat.png", page, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Asked, path => path.EndsWith("cat.png", StringComparison.Ordinal) && path != "/blobcat.png");
    }

    [Fact]
    public async Task A_poll_is_shown_with_its_votes_and_a_vote_is_no_comment()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var poll = joe.Reply(post, "<p>Cake or pie?</p>");
        poll["object"]!["type"] = "Question";
        poll["object"]!["oneOf"] = new JsonArray(Choice("Cake 🍰", 3), Choice("Pie", 1));
        var vote = joe.Reply(post, "");
        vote["object"]!["name"] = "Cake";
        vote["object"]!.AsObject().Remove("content");

        await joe.TellAsync(poll);
        await joe.TellAsync(vote);
        poll["object"]!["oneOf"] = new JsonArray(Choice("Cake 🍰", 4), Choice("Pie", 1));
        await joe.TellAsync(joe.Activity("Update", poll["object"]!.DeepClone()));

        var comment = Assert.Single(await house.CommentsAsync(post));
        Assert.Equal([new PollAnswer("Cake 🍰", 4), new PollAnswer("Pie", 1)], comment.Extras!.Poll);
        Assert.Null(comment.EditedAt);
    }

    [Fact]
    public async Task A_text_is_not_cut_in_the_middle_of_a_letter()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        reply["object"]!["summary"] = new string('x', 499) + "🍰 and much more";

        await joe.TellAsync(reply);

        Assert.Equal(new string('x', 499), Assert.Single(await house.CommentsAsync(post)).Warning);
    }

    [Fact]
    public async Task Ten_thousand_of_anything_are_no_more_than_a_page_can_show()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        reply["object"]!["tag"] = Many(_ => new JsonObject { ["type"] = "Mention" });
        reply["object"]!["attachment"] = Many(number => new JsonObject { ["type"] = "Image", ["url"] = $"https://a.test/{number}" });
        reply["object"]!["type"] = "Question";
        reply["object"]!["anyOf"] = Many(number => new JsonObject { ["name"] = $"{number}" });

        await joe.TellAsync(reply);

        var extras = Assert.Single(await house.CommentsAsync(post)).Extras!;
        Assert.Equal((20, 20), (extras.Files.Count, extras.Poll.Count));

        static JsonArray Many(Func<int, JsonNode> make) => new([.. Enumerable.Range(0, 10_000).Select(make)]);
    }

    [Fact]
    public async Task A_follower_changes_and_deletes_their_own_words()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        var note = reply["object"]!.DeepClone();
        note["content"] = "<p>How very lovely!</p>";

        await joe.TellAsync(joe.Activity("Update", note.DeepClone()));
        var changed = Assert.Single(await house.CommentsAsync(post));
        await joe.TellAsync(joe.Activity("Delete", (string?)note["id"]));

        Assert.Equal("<p>How very lovely!</p>", changed.Html);
        Assert.NotNull(changed.EditedAt);
        Assert.Empty(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task What_the_owner_took_away_does_not_come_back()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        var comment = Assert.Single(await house.CommentsAsync(post));
        server.Forget();

        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(
            new Viewer.Local(house.Mara.Id, house.Mara.Role), comment.Id, House.Cancellation)));
        await joe.TellAsync(joe.Activity("Update", reply["object"]!.DeepClone()));
        await joe.TellAsync(joe.Activity("Create", reply["object"]!.DeepClone()));

        Assert.Empty(await house.CommentsAsync(post));
        Assert.Equal("", await house.ReadAsync(db => db.Comments.Where(one => one.Id == comment.Id).Select(one => one.Html).SingleAsync()));
        Assert.Empty(server.Received);
    }

    private static JsonObject Choice(string name, int votes) => new()
    {
        ["type"] = "Note",
        ["name"] = name,
        ["replies"] = new JsonObject { ["type"] = "Collection", ["totalItems"] = votes },
    };
}
