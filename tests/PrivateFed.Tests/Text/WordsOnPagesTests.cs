using Microsoft.EntityFrameworkCore;
using PrivateFed.Notifications.Mail;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Text;

/// <summary>What people wrote is what is read: on pages, by followers, in drafts, searches and letters.</summary>
public class WordsOnPagesTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("24. Dezember bei Oma Greta, alle waren da.", "<p>24. Dezember bei Oma Greta, alle waren da.</p>", "24. Dezember bei Oma Greta")]
    [InlineData("1986. Das Jahr, in dem Pia kam", "<p>1986. Das Jahr, in dem Pia kam</p>", "1986. Das Jahr")]
    [InlineData("18. september: skolstart\n2. oktober: kalas", "<p>18. september: skolstart<br>2. oktober: kalas</p>", "18. september: skolstart 2. oktober: kalas")]
    [InlineData("6. Dezember: Nikolaus\n7. Dezember: Schnee", "<ol start=\"6\"><li>Dezember: Nikolaus</li><li>Dezember: Schnee</li></ol>", "6. Dezember: Nikolaus 7. Dezember: Schnee")]
    public async Task O01_A_date_at_the_beginning_of_a_line_is_read_everywhere(string text, string html, string plain)
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (_, address) = await house.ReaderAsync("Nele");
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        using var mara = await house.BrowserOfAsync(house.Mara);
        var draft = Guid.CreateVersion7();
        await mara.KeepQuietlyAsync(draft, ("Input.Text", text));
        Assert.Contains(plain, await mara.TextAsync("/drafts"), StringComparison.Ordinal);

        (await mara.ComposeAsync("share", draft, ("Input.Text", text))).Dispose();

        var post = await house.PostAsync(draft);
        Assert.Equal(html, post!.Html);
        Assert.Contains(html, await mara.ReadAsync($"/posts/{draft}"), StringComparison.Ordinal);
        var arrived = Assert.Single(await server.ExpectAsync("Create"));
        Assert.Equal(html, arrived.Json.GetProperty("object").Text("content"));
        Assert.Contains(plain[..2], await mara.ReadAsync($"/search?q={Uri.EscapeDataString(plain)}"), StringComparison.Ordinal);
        Assert.Contains($"/posts/{draft}", await mara.ReadAsync($"/search?q={Uri.EscapeDataString(plain)}"), StringComparison.Ordinal);
        house.Clock.Advance(MailPreferences.GatheringTime);
        Assert.Contains(plain, (await room.ExpectAsync(address)).TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div>words in a div</div>", "<p>words in a div</p>")]
    [InlineData("<p>H<sub>2</sub>O <img src=\"https://m.test/e.png\" alt=\"(smile)\"> end</p><table><tr><td>one</td><td>two</td></tr></table>", "<p>H<sub>2</sub>O (smile) end</p><p>one two</p>")]
    [InlineData("<center><font color=red>Happy birthday</font></center>", "<p>Happy birthday</p>")]
    [InlineData("<ol start=\"24\"><li>Dezember</ol>", "<ol start=\"24\"><li>Dezember</li></ol>")]
    [InlineData("<p>Ready?\nGo!</p>", "<p>Ready?<br>Go!</p>")]
    [InlineData("<p>שלום</p><p>Hello</p>", "<p dir=\"rtl\">שלום</p><p>Hello</p>")]
    public async Task O02_A_reply_is_read_whatever_its_tags(string content, string shown)
    {
        var (joe, post, server) = await JoeAsync();
        await using var _ = server;

        await joe.TellAsync(joe.Reply(post, content));

        Assert.Equal(shown, Assert.Single(await house.CommentsAsync(post)).Html);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        Assert.Contains($">{shown}</div>", await ingrid.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task O19_Plain_text_is_no_HTML_and_a_relative_link_leads_to_its_server()
    {
        var (joe, post, server) = await JoeAsync();
        await using var _ = server;
        var plain = joe.Reply(post, "if a<b then\nc & d");
        plain["object"]!["mediaType"] = "text/plain";
        var linked = joe.Reply(post, "<p><a href=\"/gallery\">photos</a></p>");
        linked["object"]!["url"] = server.Url("/notes/1");

        await joe.TellAsync(plain);
        await joe.TellAsync(linked);

        Assert.Equal(
            ["<p>if a&lt;b then<br>c &amp; d</p>",
                $"<p><a href=\"{server.Url("/gallery")}\" rel=\"nofollow noopener noreferrer\">photos</a></p>"],
            (await house.CommentsAsync(post)).OrderBy(comment => comment.Id).Select(comment => comment.Html));
    }

    [Fact]
    public async Task O20_A_name_a_title_and_a_letter_in_Hebrew_run_from_the_right()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (_, address) = await house.ReaderAsync("Noa");
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["name"] = "יוסף כהן";
        await house.WelcomeAsync(joe);
        var post = House.Value(await house.DoAsync((PublishPost publish) => publish.PublishAsync(
            house.Mara.Id, new NewPost("שלום לכולם!", [], [])
            {
                LifeEvent = new LifeEvent(LifeEventKind.Birth, "נולד לנו בן", null),
            }, House.Cancellation)));
        await joe.TellAsync(joe.Reply(post, "<p>מזל טוב!</p>"));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        var page = await ingrid.TextAsync($"/posts/{post}");

        Assert.Contains("<p dir=\"rtl\">שלום לכולם!</p>", page, StringComparison.Ordinal);
        Assert.Contains("<h2 dir=\"rtl\">נולד לנו בן</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<b dir=\"rtl\">יוסף כהן</b>", page, StringComparison.Ordinal);
        Assert.Contains("<p dir=\"rtl\">מזל טוב!</p>", page, StringComparison.Ordinal);
        house.Clock.Advance(MailPreferences.GatheringTime);
        Assert.Contains("<bdi dir=\"rtl\">שלום לכולם!</bdi>", (await room.ExpectAsync(address)).HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p><span class=\"h-card\"><a href=\"https://lindgren.test/users/mara\" class=\"u-url mention\">@<span>mara</span></a></span> How lovely</p>", "<p>How lovely</p>")]
    [InlineData("@mara@lindgren.test How lovely", "<p>How lovely</p>")]
    [InlineData("<p>@mara@lindgren.test @ingrid@lindgren.test, how lovely</p>", "<p>how lovely</p>")]
    [InlineData("<p>@mara@lindgren.test</p>", "<p>@mara@lindgren.test</p>")]
    [InlineData("<p>@eve@elsewhere.test How lovely</p>", "<p>@eve@elsewhere.test How lovely</p>")]
    public async Task The_mention_that_opens_a_reply_is_read_nowhere(string content, string shown)
    {
        var (joe, post, server) = await JoeAsync();
        await using var _ = server;
        var reply = joe.Reply(post, content);

        await joe.TellAsync(reply);
        await joe.TellAsync(joe.Activity("Update", reply["object"]!.DeepClone()));

        var comment = Assert.Single(await house.CommentsAsync(post));
        Assert.Equal((shown, null), (comment.Html, comment.EditedAt));
        using var mara = await house.BrowserOfAsync(house.Mara);
        var news = await mara.ReadAsync("/news");
        var told = news[news.IndexOf($"/comments/{comment.Id}", StringComparison.Ordinal)..];
        Assert.Equal(shown.Contains("@mara", StringComparison.Ordinal),
            told[..told.IndexOf("</li>", StringComparison.Ordinal)].Contains("@mara", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_follower_who_is_answered_is_not_named_again()
    {
        var (joe, post, server) = await JoeAsync();
        await using var _ = server;
        var ann = server.Person("ann");
        await house.WelcomeAsync(ann);
        var reply = joe.Reply(post, "<p>Snow!</p>");
        await joe.TellAsync(reply);

        await ann.TellAsync(ann.ReplyTo((string)reply["object"]!["id"]!,
            $"<p><a href=\"{joe.Uri}\">@joe</a> <a href=\"{server.Url("/users/zoe")}\">@zoe</a> So much!</p>"));

        var comments = await house.CommentsAsync(post);
        Assert.Contains(comments, comment =>
            comment.Html == $"<p><a href=\"{server.Url("/users/zoe")}\" rel=\"nofollow noopener noreferrer\">@zoe</a> So much!</p>");
    }

    private async Task<(RemotePerson Joe, Guid Post, Neighbour Server)> JoeAsync()
    {
        var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        return (joe, await house.PublishAsync(), server);
    }
}
