using System.Net;
using System.Text.Json.Nodes;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts;

/// <summary>Replies in the shapes that other software gives them: nothing of what a person said is lost.</summary>
public class ReplyShapeTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("Note")]
    [InlineData("Article")]
    public async Task O10_A_reply_that_names_no_author_is_by_whoever_signed_its_Create(string type)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var (reply, anothers) = (joe.Reply(post, "<p>no attributedTo</p>"), joe.Reply(post));
        reply["object"]!.AsObject().Remove("attributedTo");
        reply["object"]!["type"] = type;
        anothers["object"]!["attributedTo"] = ann.Uri;

        await joe.TellAsync(reply);
        await joe.TellAsync(anothers);

        var comment = Assert.Single(await house.CommentsAsync(post));
        Assert.Equal(await house.IdOfAsync(joe), comment.RemoteActorId);
        Assert.Contains("no attributedTo", comment.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Article")]
    [InlineData("Page")]
    public async Task O11_A_reply_written_as_a_blog_post_is_a_comment_with_title_words_and_link(string type)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post, "<p>reply written as a blog post</p>");
        (reply["object"]!["type"], reply["object"]!["name"], reply["object"]!["url"]) =
            (type, "Salt & <b>bread</b>", server.Url("/2026/bread?a=1&b=2"));

        await joe.TellAsync(reply);

        var link = WebUtility.HtmlEncode(server.Url("/2026/bread?a=1&b=2"));
        Assert.Equal(
            $"<p><strong>Salt &amp; bread</strong></p><p>reply written as a blog post</p><p><a href=\"{link}\" rel=\"nofollow noopener noreferrer\">{link}</a></p>",
            Assert.Single(await house.CommentsAsync(post)).Html);
        reply["object"]!["name"] = "Salt";
        await joe.TellAsync(joe.Activity("Update", reply["object"]!.DeepClone()));
        Assert.StartsWith("<p><strong>Salt</strong></p>", Assert.Single(await house.CommentsAsync(post)).Html, StringComparison.Ordinal);
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("https://HOST/a cat.png", "https://HOST/a%20cat.png")]
    [InlineData("https://JOE-server.test/cat.png", "https://joe-server.test/cat.png")]
    [InlineData("https://joe-server.test:443/cat.png", "https://joe-server.test/cat.png")]
    [InlineData("http://joe-server.test/cat.png", "http://joe-server.test/cat.png")]
    [InlineData("https://joe-server.test/Kätzchen.png", "https://joe-server.test/K%C3%A4tzchen.png")]
    public async Task O_A_reply_that_is_a_picture_alone_is_a_comment_however_its_address_is_written(string address, string shown)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post, "");
        reply["object"]!["attachment"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "Document",
                ["mediaType"] = "image/png",
                ["url"] = address.Replace("HOST", server.Host, StringComparison.Ordinal),
                ["name"] = "A cat",
            });

        await joe.TellAsync(reply);

        var file = Assert.Single(Assert.Single(await house.CommentsAsync(post)).Extras!.Files);
        Assert.Equal(new LinkedFile(shown.Replace("HOST", server.Host, StringComparison.Ordinal), "A picture", "A cat"), file);
        using var browser = await house.BrowserOfAsync(house.Ingrid);
        Assert.Contains($"href=\"{file.Url}\"", await browser.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://joe:secret@joe-server.test/cat.png")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//")]
    public async Task O_An_address_that_leads_nowhere_is_not_linked(string address)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post, "");
        reply["object"]!["attachment"] = new JsonArray(new JsonObject { ["type"] = "Document", ["url"] = address });

        await joe.TellAsync(reply);

        Assert.Empty(await house.CommentsAsync(post));
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("text/plain", "a<b and c>d, <b>really</b>\nsecond line\n\nnew part", "<p>a&lt;b and c&gt;d, &lt;b&gt;really&lt;/b&gt;<br>second line</p><p>new part</p>")]
    [InlineData("text/plain; charset=utf-8", "<3", "<p>&lt;3</p>")]
    [InlineData(null, "a<b, is it not?\r\nIt is & stays", "<p>a&lt;b, is it not?<br>It is &amp; stays</p>")]
    [InlineData(null, "Just words", "<p>Just words</p>")]
    [InlineData(null, "Salt &amp; bread", "<p>Salt &amp; bread</p>")]
    [InlineData("text/html", "a <b>b</b>", "<p>a <b>b</b></p>")]
    public async Task O_Plain_text_keeps_its_words_and_line_ends(string? mediaType, string content, string shown)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post, content);
        if (mediaType is not null)
        {
            reply["object"]!["mediaType"] = mediaType;
        }

        await joe.TellAsync(reply);

        Assert.Equal(shown, Assert.Single(await house.CommentsAsync(post)).Html);
    }

    [Theory]
    [InlineData("1️⃣", "1️⃣")]
    [InlineData("1⃣", "1⃣")]
    [InlineData("#️⃣", "#️⃣")]
    [InlineData("☺️", "☺️")]
    [InlineData("‼️", "‼️")]
    [InlineData("↔️", "↔️")]
    [InlineData("ℹ️", "ℹ️")]
    [InlineData("❤️‍🔥", "❤️‍🔥")]
    [InlineData("♥️", "❤️")]
    [InlineData("❤︎", "❤️")]
    [InlineData(":ねこ:", ":ねこ:")]
    [InlineData(":käse@misskey.test:", ":käse:")]
    [InlineData("1", "❤️")]
    [InlineData("a️", "❤️")]
    [InlineData("!", "❤️")]
    [InlineData(":<b>:", "❤️")]
    public async Task O_A_reaction_keeps_its_sign_or_its_name(string content, string shown)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var activity = joe.Activity("EmojiReact", House.Url($"/posts/{post}"));
        activity["content"] = content;

        await joe.TellAsync(activity);

        Assert.Equal(shown, Assert.Single(await house.ReactionsAsync(post)).Kind);
    }
}
