using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Posts;

/// <summary>
/// A birth, a wedding, a farewell: told with a title and on a day of its own, and changed without forgetting what was said.
/// </summary>
public class LifeEventTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_life_event_says_its_kind_its_title_and_its_own_day_wherever_it_is_shown()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var post = Guid.CreateVersion7();

        using var shared = await mara.ComposeAsync(
            "share", post, ("Input.Text", "3,410 grams"), ("Input.Kind", "Birth"), ("Input.Title", "Idalina"),
            ("Input.HappenedOn", "2025-08-14"));

        shared.AssertLeadsTo("/?shared");
        foreach (var path in new[] { "/", $"/posts/{post}", "/search?q=idalina" })
        {
            var page = await ingrid.ReadAsync(path);
            Assert.Contains("Birth", page, StringComparison.Ordinal);
            Assert.Contains("Idalina", page, StringComparison.Ordinal);
            Assert.Contains("14 August 2025", page, StringComparison.Ordinal);
        }
        Assert.Contains("<title>Idalina · Mara, 14 August 2025", WebUtility.HtmlDecode(await ingrid.ReadAsync($"/posts/{post}")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_servers_read_it_at_the_top_of_the_words_and_again_when_it_is_changed()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await house.WelcomeAsync(server.Person("joe"));
        using var mara = await house.BrowserOfAsync(house.Mara);
        var post = Guid.CreateVersion7();

        (await mara.ComposeAsync("share", post, ("Input.Text", "Four."), ("Input.Kind", "FirstSteps"), ("Input.Title", "Ida <walks>"),
            ("Input.HappenedOn", "2025-08-14"))).Dispose();
        var note = (await server.ExpectAsync("Create"))[0].Json.GetProperty("object");
        Assert.Equal("<p><strong>First steps: Ida &lt;walks&gt;</strong><br><strong>14 August 2025</strong></p><p>Four.</p>",
            note.Text("content"));

        server.Forget();
        (await mara.SubmitAsync($"/posts/{post}/edit", $"/posts/{post}/edit", ("Input.Text", "Four."), ("Input.Kind", "Another"),
            ("Input.Title", "Ida runs"))).Dispose();
        var changed = (await server.ExpectAsync("Update"))[0].Json.GetProperty("object");
        Assert.Equal("<p><strong>Ida runs</strong></p><p>Four.</p>", changed.Text("content"));
        Assert.Equal(note.Text("published"), changed.Text("published"));
    }

    [Theory]
    [InlineData("share")]
    [InlineData("keep")]
    [InlineData("preview")]
    public async Task A_day_that_is_still_to_come_or_that_no_calendar_has_is_asked_about(string button)
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var later = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime).AddDays(2).ToString("O", CultureInfo.InvariantCulture);
        var before = await house.CountRowsAsync();

        using var future = await mara.ComposeAsync(
            button, Guid.CreateVersion7(), ("Input.Text", "Not yet, but soon"), ("Input.HappenedOn", later));
        using var never = await mara.ComposeAsync(
            button, Guid.CreateVersion7(), ("Input.Text", "Not yet, but soon"), ("Input.HappenedOn", "2025-02-30"));

        Assert.Contains("still to come", await future.ProblemAsync(), StringComparison.Ordinal);
        Assert.Contains("Please check the day", await never.ProblemAsync(), StringComparison.Ordinal);
        Assert.Contains("Not yet, but soon</textarea>", await future.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Fact]
    public async Task Looking_back_goes_by_its_own_day_and_the_timeline_by_when_it_was_told()
    {
        await using var own = await House.OpenAsync();
        using var ingrid = await own.BrowserOfAsync(own.Ingrid);
        using var tom = await own.BrowserOfAsync(own.Tom);
        var circle = await own.CircleAsync(own.Ingrid);
        var today = own.Clock.GetUtcNow().UtcDateTime;
        var then = new DateOnly(today.Year - 40, today.Month, Math.Min(today.Day, 28));
        await TellAsync(own, "A long time ago", then.AddDays(today.Day - then.Day), []);
        await TellAsync(own, "A secret, longer ago", then.AddYears(-1).AddMonths(1), [circle]);

        Assert.Contains("A long time ago", await tom.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("A long time ago", await tom.ReadAsync("/on-this-day"), StringComparison.Ordinal);
        Assert.Contains("40 years ago today: ", WebUtility.HtmlDecode(await tom.ReadAsync("/")), StringComparison.Ordinal);
        var month = await tom.ReadAsync($"/archive/{then.Year}/{then.Month}");
        Assert.Contains("A long time ago", month, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", month, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync($"/archive/{today.Year}/{today.Month}"));
        Assert.DoesNotContain($"/archive/{then.Year - 1}", await tom.ReadAsync("/archive"), StringComparison.Ordinal);
        Assert.Contains($"/archive/{then.AddYears(-1).AddMonths(1).Year}", await ingrid.ReadAsync("/archive"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_a_farewell_nobody_is_counted_and_nobody_laughs()
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var post = await TellAsync(house, "She died on Sunday.", null, [], LifeEventKind.Farewell);
        House.Value(await house.DoAsync((React react) => react.ReactAsync(
            new Viewer.Local(house.Tom.Id, Role.Author), post, Reaction.Heart, House.Cancellation)));
        (await ingrid.SubmitAsync($"/posts/{post}", $"/posts/{post}?handler=React", ("kind", Reaction.Heart))).Dispose();

        var page = WebUtility.HtmlDecode(await ingrid.ReadAsync($"/posts/{post}"));

        var row =
            page[page.IndexOf($"id=\"reactions-{post}\"", StringComparison.Ordinal)..page.IndexOf(
                "write-comment", StringComparison.Ordinal)];
        Assert.Contains("aria-pressed=\"true\"", row, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", row, StringComparison.Ordinal);
        Assert.DoesNotContain("Tom", row, StringComparison.Ordinal);
        Assert.DoesNotContain("🎉", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_of_a_photo_before_can_be_read_too()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var (seen, plain) = (await house.UploadAsync(), await house.UploadAsync());
        var post = await house.PublishAsync("The lake", [new DescribedPhoto(plain.Id, ""), new DescribedPhoto(seen.Id, "Ida on the ise")]);

        (await mara.SubmitAsync($"/posts/{post}/edit", $"/posts/{post}/edit", ("Input.Text", "The lake"),
            ($"Input.Descriptions[{seen.Id}]", "Ida on the ice"))).Dispose();

        var version = Assert.Single((await house.PostAsync(post))!.Versions);
        Assert.Equal(["", "Ida on the ise"], version.PhotoDescriptions);
        Assert.Contains("<li>Ida on the ise</li>", await mara.ReadAsync($"/posts/{post}/earlier"), StringComparison.Ordinal);
        Assert.Contains("Ida on the ice", await mara.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_post_said_before_is_for_its_author_alone_and_goes_with_it()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var post = Guid.CreateVersion7();
        (await tom.ComposeAsync("share", post, ("Input.Text", "The **frist** word"), ("Input.Kind", "School"),
            ("Input.Title", "A tytle"))).Dispose();
        foreach (var (text, title) in new[] { ("The second word", "A tytle"), ("The third word", "A title"),
            ("The third word", "A title") })
        {
            (await tom.SubmitAsync($"/posts/{post}/edit", $"/posts/{post}/edit", ("Input.Text", text), ("Input.Kind", "School"),
                ("Input.Title", title))).Dispose();
        }

        var page = await tom.ReadAsync($"/posts/{post}/earlier");
        Assert.Contains("<strong>frist</strong>", page, StringComparison.Ordinal);
        Assert.Contains("The second word", page, StringComparison.Ordinal);
        Assert.DoesNotContain("The third word", page, StringComparison.Ordinal);
        Assert.Contains($"/posts/{post}/earlier", await tom.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
        foreach (var other in new[] { mara, ingrid })
        {
            Assert.DoesNotContain("/earlier", await other.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
            using var there = await other.GetAsync($"/posts/{post}/earlier");
            using var nowhere = await other.GetAsync($"/posts/{Guid.CreateVersion7()}/earlier");
            Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
            Assert.Equal(await nowhere.EverythingAsync(), await there.EverythingAsync());
        }

        (await tom.SubmitAsync($"/posts/{post}/delete", $"/posts/{post}/delete")).Dispose();
        Assert.False(await house.ReadAsync(db => db.PostVersions.AnyAsync(version => version.PostId == post, House.Cancellation)));
        Assert.Equal("", (await house.PostAsync(post))!.Title);
    }

    private static async Task<Guid> TellAsync(
        House house, string title, DateOnly? day, Guid[] circles, LifeEventKind kind = LifeEventKind.Another) => House.Value(
        await house.DoAsync((PublishPost publish) => publish.PublishAsync(
            house.Mara.Id, new NewPost("", [], circles) { LifeEvent = new LifeEvent(kind, title, day) }, House.Cancellation)));
}
