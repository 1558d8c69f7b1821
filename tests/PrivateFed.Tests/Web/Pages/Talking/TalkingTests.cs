using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web.Pages.Talking;

/// <summary>Ingrid comments and reacts on the pages; what is hers stays hers, and the owner may tidy up.</summary>
public class TalkingTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Ingrid_comments_changes_her_words_and_deletes_them()
    {
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        using var written = await ingrid.SubmitAsync(
            $"/posts/{post}", $"/posts/{post}?handler=Comment", ("Words", "Kis her *feet* <script>x()</script>"));
        var comment = Assert.Single(await house.CommentsAsync(post));
        Assert.Equal($"/posts/{post}#comment-{comment.Id}", written.Headers.Location!.ToString());
        Assert.Contains("Kis her <em>feet</em> &lt;script&gt;", await ingrid.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal($"/posts/{post}#comment-{comment.Id}",
            (await ingrid.GetAsync($"/comments/{comment.Id}")).Headers.Location!.ToString());
        (await ingrid.SubmitAsync($"/comments/{comment.Id}/edit", $"/comments/{comment.Id}/edit", ("Words", "Kiss her feet"))).Dispose();
        var changed = await ingrid.ReadAsync($"/posts/{post}");
        (await ingrid.SubmitAsync($"/comments/{comment.Id}/delete", $"/comments/{comment.Id}/delete")).Dispose();

        Assert.Contains("<p>Kiss her feet</p>", changed, StringComparison.Ordinal);
        Assert.Contains("edited", changed, StringComparison.Ordinal);
        Assert.Empty(await house.CommentsAsync(post));
        Assert.Equal("", await house.ReadAsync(db => db.Comments.Where(one => one.Id == comment.Id).Select(one => one.Text).SingleAsync()));
        Assert.DoesNotContain("Kiss her feet", await ingrid.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_comment_keeps_its_words_and_says_why()
    {
        var post = await house.PublishAsync();
        var gone = await house.CommentAsync(house.Mara, post);
        await DeleteAsync(house.Mara, gone);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var long_ = new string('x', Comment.TextLength + 1);

        var tooLong = await ReadAsync(await ingrid.SubmitAsync($"/posts/{post}", $"/posts/{post}?handler=Comment", ("Words", long_)));
        var empty = await ReadAsync(await ingrid.SubmitAsync($"/posts/{post}", $"/posts/{post}?handler=Comment", ("Words", "  ")));
        var orphan = await ReadAsync(await ingrid.SubmitAsync(
            $"/posts/{post}", $"/posts/{post}?handler=Comment", ("Words", "I agree, Mara"), ("Answer", $"{gone}")));

        Assert.Contains("the limit is 5,000", tooLong, StringComparison.Ordinal);
        Assert.Contains(long_, tooLong, StringComparison.Ordinal);
        Assert.Contains("nothing to send yet", empty, StringComparison.Ordinal);
        Assert.Contains("was deleted in the meantime", orphan, StringComparison.Ordinal);
        Assert.Contains("I agree, Mara", orphan, StringComparison.Ordinal);
        Assert.Empty(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task Nobody_but_its_writer_changes_a_comment_and_only_the_owner_deletes_anothers()
    {
        var post = await house.PublishAsync(by: house.Tom);
        var comment = await house.CommentAsync(house.Ingrid, post);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var mara = await house.BrowserOfAsync(house.Mara);

        foreach (var (browser, path) in new[] { (tom, "edit"), (tom, "delete"), (mara, "edit") })
        {
            Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync($"/comments/{comment}/{path}"));
            using var forced = await browser.SubmitAsync("/me", $"/comments/{comment}/{path}", ("Words", "Not by Ingrid"));
            Assert.Equal(HttpStatusCode.NotFound, forced.StatusCode);
        }
        Assert.Equal("Kiss her feet from me.", Assert.Single(await house.CommentsAsync(post)).Text);

        (await mara.SubmitAsync($"/comments/{comment}/delete", $"/comments/{comment}/delete")).Dispose();
        Assert.Empty(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task The_owner_is_told_that_a_followers_server_keeps_its_copy()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await joe.TellAsync(joe.Reply(post));
        var comment = Assert.Single(await house.CommentsAsync(post));
        using var mara = await house.BrowserOfAsync(house.Mara);

        var page = await mara.ReadAsync($"/comments/{comment.Id}/delete");
        (await mara.SubmitAsync($"/comments/{comment.Id}/delete", $"/comments/{comment.Id}/delete")).Dispose();

        Assert.Contains($"own server, <b class=\"address\">{server.Host}</b>, keeps its copy", page, StringComparison.Ordinal);
        Assert.Empty(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task One_tap_reacts_a_second_takes_it_back_and_both_stay_in_the_house()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        var post = await house.PublishAsync();
        await house.SettleAsync();
        server.Forget();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        using var tapped = await ingrid.SubmitAsync("/", $"/posts/{post}?handler=React", ("kind", "🎉"), ("from", "/?before=x"));
        var given = await ingrid.ReadAsync("/");
        (await ingrid.SubmitAsync("/", $"/posts/{post}?handler=React", ("kind", "🎉"))).Dispose();
        await house.SettleAsync();

        Assert.Equal($"/?before=x#post-{post}", tapped.Headers.Location!.ToString());
        Assert.Contains("aria-label=\"Hooray, 1\"", given, StringComparison.Ordinal);
        Assert.Matches(@"🎉</span>\s+You[\s<]", WebUtility.HtmlDecode(given));
        Assert.Empty(await house.ReactionsAsync(post));
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData("https://eve.example/")]
    [InlineData("//eve.example/")]
    [InlineData("/\\eve.example")]
    [InlineData("/ü")]
    [InlineData("/\r\nSet-Cookie: session=eve")]
    public async Task A_reaction_leads_back_to_the_house_and_nowhere_else(string from)
    {
        var post = await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        using var tapped = await ingrid.SubmitAsync("/", $"/posts/{post}?handler=React", ("kind", Reaction.Heart), ("from", from));

        Assert.Equal($"/posts/{post}#post-{post}", tapped.Headers.Location!.ToString());
    }

    [Fact]
    public async Task What_is_not_for_Tom_he_neither_comments_on_nor_reacts_to()
    {
        var post = await house.PublishAsync(circleIds: [await house.CircleAsync(house.Ingrid)]);
        var elsewhere = await house.PublishAsync();
        var ingrids = await house.CommentAsync(house.Ingrid, post);
        using var tom = await house.BrowserOfAsync(house.Tom);
        var before = await house.CountRowsAsync();

        foreach (var (handler, fields) in new (string, (string, string)[])[] { ("Comment", [("Words", "Tom was here")]),
            ("React", [("kind", Reaction.Heart)]) })
        {
            using var there = await tom.SubmitAsync("/me", $"/posts/{post}?handler={handler}", fields);
            using var nowhere = await tom.SubmitAsync("/me", $"/posts/{Guid.CreateVersion7()}?handler={handler}", fields);
            Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
            Assert.Equal(await nowhere.EverythingAsync(), await there.EverythingAsync());
        }
        (await tom.SubmitAsync("/me", $"/posts/{elsewhere}?handler=Comment", ("Words", "To what I cannot see"),
            ("Answer", $"{ingrids}"))).Dispose();
        (await tom.SubmitAsync("/me", $"/posts/{elsewhere}?handler=React", ("kind", "💣"))).Dispose();

        Assert.Equal(before, await house.CountRowsAsync());
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }
    }

    private async Task DeleteAsync(Member member, Guid comment) =>
        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(
            new Viewer.Local(member.Id, member.Role), comment, House.Cancellation)));
}
