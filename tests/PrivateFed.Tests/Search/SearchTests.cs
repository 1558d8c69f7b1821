using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Search;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Search;

/// <summary>People find words in what they may see, and learn nothing of the rest.</summary>
public partial class SearchTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Words_of_posts_comments_and_photos_are_found_newest_first_and_marked()
    {
        var photo = await house.UploadAsync("Zimtsterne on the blue plate");
        var post = await house.PublishAsync("We baked **zimt**sterne all *day*.", [photo]);
        var comment = await house.CommentAsync(house.Ingrid, post, "Zimtsterne, as your grandfather made them!");
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        var page = await ingrid.ReadAsync("/search?q=zimtstern");

        Assert.Equal([$"/posts/{post}#comment-{comment}", $"/posts/{post}", $"/posts/{post}/photos/1"], LinksIn(page));
        Assert.Contains("<mark>Zimtsterne</mark>", page, StringComparison.Ordinal);
        Assert.Contains("We baked <mark>zimtsterne</mark> all day.", page, StringComparison.Ordinal);
        Assert.Empty(LinksIn(await ingrid.ReadAsync("/search?q=zimtstern+strong")));
        Assert.Equal([$"/posts/{post}/photos/1"], LinksIn(await ingrid.ReadAsync("/search?q=blue+zimt")));
    }

    [Theory]
    [InlineData("Die Müllers aus der Großstraße", "muller grossstrasse")]
    [InlineData("Die Mullers aus der Grossstrasse", "MÜLLER GROSSSTRASSE")]
    [InlineData("La fête de Noël à Besançon, un œuf", "fete noel besancon oeuf")]
    [InlineData("La fete d'Anais", "fête anaïs")]
    [InlineData("Räksmörgås på Öland", "raksmorgas pa oland")]
    [InlineData("Smørrebrød i Łódź", "smorrebrod lodz")]
    [InlineData("Бабушка спит", "бабушка")]
    [InlineData("Born on 24.12.2026 at 3:07", "24 12 2026")]
    public async Task Accents_and_spellings_do_not_matter(string written, string asked)
    {
        var post = await house.PublishAsync(written);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.Contains($"/posts/{post}", LinksIn(await ingrid.ReadAsync($"/search?q={Uri.EscapeDataString(asked)}")));
    }

    [Fact]
    public async Task What_is_not_for_Tom_he_never_finds_and_cannot_tell_from_nothing()
    {
        var circle = await house.CircleAsync(house.Ingrid);
        var photo = await house.UploadAsync("Xylophone under the tree");
        var post = await house.PublishAsync("The xylophone is for Tom, do not tell", [photo], [circle]);
        await house.CommentAsync(house.Ingrid, post, "What a xylophone!");
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.Equal(3, LinksIn(await ingrid.ReadAsync("/search?q=xylophone")).Count);
        Assert.Equal(await AnswerAsync(tom, "xylophona"), await AnswerAsync(tom, "xylophone"));

        House.Value(await house.DoAsync((EditCircles edit) => edit.ChangeAsync(circle, "For grandmothers", [], [], House.Cancellation)));
        Assert.Empty(LinksIn(await ingrid.ReadAsync("/search?q=xylophone")));
    }

    [Fact]
    public async Task Answers_come_in_step_however_long_they_took()
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        (await ingrid.GetAsync("/search?q=anything")).Dispose();

        var watch = Stopwatch.StartNew();
        (await ingrid.GetAsync("/search?q=anything")).Dispose();

        Assert.True(watch.Elapsed >= TimingPad.Step, $"answered after {watch.Elapsed}");
    }

    [Fact]
    public async Task What_was_changed_or_deleted_is_found_no_more_at_once()
    {
        var photo = await house.UploadAsync("A quokka");
        var post = await house.PublishAsync("Quokka seen", [photo]);
        var comment = await house.CommentAsync(house.Ingrid, post, "A quokka? Where?");
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        Assert.Equal(3, LinksIn(await ingrid.ReadAsync("/search?q=quokka")).Count);

        House.Value(await house.DoAsync((EditComment edit) => edit.EditAsync(
            new Viewer.Local(house.Ingrid.Id, Role.Member), comment, "A wombat? Where?", House.Cancellation)));
        Assert.Equal(2, LinksIn(await ingrid.ReadAsync("/search?q=quokka")).Count);
        House.Value(await house.DoAsync((EditPost edit) => edit.EditAsync(
            house.Mara.Id, post, new EditedPost("Wombat seen", LifeEvent.None, new Dictionary<Guid, string> { [photo.Id] = "A wombat" }),
            House.Cancellation)));
        Assert.Empty(LinksIn(await ingrid.ReadAsync("/search?q=quokka")));
        Assert.Equal(3, LinksIn(await ingrid.ReadAsync("/search?q=wombat")).Count);
        House.Value(await house.DoAsync((DeleteComment delete) => delete.DeleteAsync(
            new Viewer.Local(house.Ingrid.Id, Role.Member), comment, House.Cancellation)));
        Assert.Equal(2, LinksIn(await ingrid.ReadAsync("/search?q=wombat")).Count);
        House.Value(await house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation)));
        Assert.Empty(LinksIn(await ingrid.ReadAsync("/search?q=wombat")));
        Assert.False(await house.ReadAsync(db => db.SearchEntries.AnyAsync(findable => findable.PostId == post, House.Cancellation)));
    }

    [Fact]
    public async Task A_followers_reply_is_found_by_its_words_and_not_by_its_markup()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await joe.TellAsync(joe.Reply(post, "<p>Fa<b>bul</b>ous &amp; <a href=\"https://hrefonly.example/\">bright</a></p><p>indeed</p>"));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.Single(LinksIn(await ingrid.ReadAsync("/search?q=fabulous+bright+indeed")));
        Assert.Empty(LinksIn(await ingrid.ReadAsync("/search?q=hrefonly")));
        Assert.Empty(LinksIn(await ingrid.ReadAsync("/search?q=fabulous+amp")));
    }

    [Fact]
    public async Task Many_results_go_on_page_by_page_each_once()
    {
        for (var number = 1; number <= 45; number++)
        {
            await house.PublishAsync($"Pomegranate {number}");
        }
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        var found = new List<string>();
        var pages = 0;
        for (var next = "?q=pomegranate"; next.Length > 0; pages++)
        {
            var page = await ingrid.ReadAsync("/search" + next);
            found.AddRange(LinksIn(page));
            next = WebUtility.HtmlDecode(Older().Match(page).Groups["next"].Value);
        }

        Assert.Equal(3, pages);
        Assert.Equal(45, found.Distinct().Count());
        Assert.Equal(45, found.Count);
    }

    [Theory]
    [InlineData("%22")]
    [InlineData("*")]
    [InlineData("a%3Ab")]
    [InlineData("NEAR(snow)")]
    [InlineData("snow+OR+NOT+AND")]
    [InlineData("%27%29%3B--")]
    [InlineData("snow%00flake")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F0%9F%8E%82")]
    [InlineData("%26+%7C+%21+%3C-%3E")]
    public async Task Anything_may_be_asked(string asked)
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync($"/search?q={asked}"));
        Assert.Equal(HttpStatusCode.OK,
            await ingrid.StatusAsync($"/search?q={string.Concat(Enumerable.Repeat(asked, 150))}&before=nonsense"));
    }

    [Theory]
    [InlineData("!", 500, "snow")]
    [InlineData("🎂", 300, "snow")]
    [InlineData("x", 1_000, "x")]
    [InlineData("snow and ", 200, "snow")]
    [InlineData("!!! ", 100, "snow")]
    public void An_excerpt_is_short_and_shows_what_was_looked_for(string repeated, int times, string sought)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, times)) + " the snow, at last";

        var shown = string.Concat(Excerpt.Of(text, [sought]).Select(piece => piece.Text));

        Assert.InRange(shown.Length, 1, 250);
        Assert.Contains(shown.Trim(' ', '…'), text, StringComparison.Ordinal);
        Assert.True(sought != "snow" || Excerpt.Of(text, [sought]).Any(piece => piece is { IsMarked: true, Text: "snow" }));
        Assert.NotEmpty(Excerpt.Of(text, ["nothing"]));
    }

    [Fact]
    public async Task People_are_found_by_name_by_those_who_see_them_on_the_family_page()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["name"] = "Joël Bäcker";
        await house.WelcomeAsync(joe);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.Contains("/family/followers/", await mara.ReadAsync("/search?q=joel+back"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bäcker", WebUtility.HtmlDecode(await ingrid.ReadAsync("/search?q=joel+back")), StringComparison.Ordinal);
        Assert.Contains("href=\"/users/tom\"", await ingrid.ReadAsync("/search?q=tom"), StringComparison.Ordinal);
    }

    private static List<string> LinksIn(string page) => [.. Result().Matches(page).Select(match => match.Groups["link"].Value)];

    private static async Task<string> AnswerAsync(Browser browser, string word)
    {
        using var answer = await browser.GetAsync($"/search?q={word}");
        return (await answer.EverythingAsync()).Replace(word, "WORD", StringComparison.Ordinal);
    }

    [GeneratedRegex("class=\"who\"><a href=\"(?<link>/posts/[^\"]+)\"")]
    private static partial Regex Result();

    [GeneratedRegex("href=\"(?<next>\\?q=[^\"]+before=[^\"]+)\"")]
    private static partial Regex Older();
}
