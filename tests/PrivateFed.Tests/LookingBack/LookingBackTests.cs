using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.LookingBack;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.LookingBack;

/// <summary>What was told earlier can be found again: by its day, its month, its circle; each only by who may see it.</summary>
public class LookingBackTests
{
    [Fact]
    public async Task This_day_of_earlier_years_is_shown_quietly_to_who_may_see_it()
    {
        await using var house = await House.OpenAsync();
        var circle = await house.CircleAsync(house.Ingrid);
        var old = await house.PublishAsync("Lina is born");
        var secret = await house.PublishAsync("For grandmother alone", circleIds: [circle]);
        var beside = await house.PublishAsync("A day too late");
        var now = house.Clock.GetUtcNow();
        await SetDateAsync(house, old, SameDay(now, 2));
        await SetDateAsync(house, secret, SameDay(now, 1));
        await SetDateAsync(house, beside, SameDay(now, 1).AddDays(1.1));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);

        var ingrids = await ingrid.ReadAsync("/");
        var toms = await tom.ReadAsync("/on-this-day");

        var block =
            ingrids[ingrids.IndexOf("class=\"memories\"", StringComparison.Ordinal)..ingrids.IndexOf(
                "</section>", StringComparison.Ordinal)];
        Assert.Contains("Lina is born", block, StringComparison.Ordinal);
        Assert.Contains("For grandmother alone", block, StringComparison.Ordinal);
        Assert.DoesNotContain("A day too late", block, StringComparison.Ordinal);
        Assert.Contains("Lina is born", toms, StringComparison.Ordinal);
        Assert.DoesNotContain("grandmother", toms, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_earlier_years_nothing_is_said_of_them()
    {
        await using var house = await House.OpenAsync();
        await house.PublishAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.DoesNotContain("class=\"memories\"", await ingrid.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Nothing from this day", await ingrid.ReadAsync("/on-this-day"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_archive_names_years_and_months_in_which_there_is_something_for_the_reader()
    {
        await using var house = await House.OpenAsync();
        var circle = await house.CircleAsync(house.Ingrid);
        await SetDateAsync(house, await house.PublishAsync("Midsummer"), Day(2024, 6, 21));
        await SetDateAsync(house, await house.PublishAsync("New Year"), Day(2024, 1, 1));
        await SetDateAsync(house, await house.PublishAsync("A secret August", circleIds: [circle]), Day(2024, 8, 3));
        await SetDateAsync(house, await house.PublishAsync("A secret year", circleIds: [circle]), Day(2021, 8, 3));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);

        var toms = await tom.ReadAsync("/archive");
        var ingrids = await ingrid.ReadAsync("/archive");

        Assert.Contains("href=\"/archive/2024/6\"", toms, StringComparison.Ordinal);
        Assert.Contains("href=\"/archive/2024/1\"", toms, StringComparison.Ordinal);
        Assert.DoesNotContain("/archive/2024/8", toms, StringComparison.Ordinal);
        Assert.DoesNotContain("2021", toms, StringComparison.Ordinal);
        Assert.Contains("/archive/2024/8", ingrids, StringComparison.Ordinal);
        Assert.Contains("/archive/2021", ingrids, StringComparison.Ordinal);
        var june = await tom.ReadAsync("/archive/2024/6");
        Assert.Contains("Midsummer", june, StringComparison.Ordinal);
        Assert.DoesNotContain("New Year", june, StringComparison.Ordinal);
        Assert.Contains("rel=\"prev\" href=\"/archive/2024/1\"", june, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", june, StringComparison.Ordinal);
        foreach (var path in new[] { "/archive/2021", "/archive/2024/8", "/archive/2024/2", "/archive/2024/13", "/archive/0",
            "/archive/9999" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync(path));
        }
        Assert.Equal(await AnswerAsync(tom, "/archive/2024/2"), await AnswerAsync(tom, "/archive/2024/8"));
    }

    [Fact]
    public async Task A_months_cover_is_a_photo_that_its_reader_may_see_and_the_newest_month_comes_first()
    {
        await using var house = await House.OpenAsync();
        var (open, secret) = (await house.UploadAsync("The lake"), await house.UploadAsync("A present"));
        var circle = await house.CircleAsync(house.Ingrid);
        await SetDateAsync(house, await house.PublishAsync("The lake", [open]), Day(2024, 6, 3));
        await SetDateAsync(house, await house.PublishAsync("For grandmother", [secret], [circle]), Day(2024, 6, 21));
        await SetDateAsync(house, await house.PublishAsync("Only words"), Day(2024, 9, 1));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var tom = await house.BrowserOfAsync(house.Tom);

        foreach (var path in new[] { "/archive/2024", "/" })
        {
            var toms = Covers(await tom.ReadAsync(path));
            var ingrids = Covers(await ingrid.ReadAsync(path));

            Assert.Contains($"/photos/{open.Id}/", toms, StringComparison.Ordinal);
            Assert.DoesNotContain($"{secret.Id}", toms, StringComparison.Ordinal);
            Assert.Contains($"/photos/{secret.Id}/", ingrids, StringComparison.Ordinal);
            Assert.True(
                toms.IndexOf("/archive/2024/9", StringComparison.Ordinal) < toms.IndexOf("/archive/2024/6", StringComparison.Ordinal));
        }
        var year = await tom.ReadAsync("/archive");
        Assert.Contains("<span>1 post</span>", year, StringComparison.Ordinal);
        Assert.Contains("<span>2 posts</span>", await ingrid.ReadAsync("/archive"), StringComparison.Ordinal);

        static string Covers(string page)
        {
            var start = page.IndexOf("<ul class=\"covers", StringComparison.Ordinal);
            return page[start..page.IndexOf("</ul>", start, StringComparison.Ordinal)];
        }
    }

    [Fact]
    public async Task Months_cost_the_same_number_of_queries_however_many_posts_there_are()
    {
        await using var house = await House.OpenAsync();
        await SetDateAsync(house, await house.PublishAsync("January", [await house.UploadAsync()]), Day(2024, 1, 3));
        var one = await CountQueriesAsync(house);
        for (var month = 1; month <= 12; month++)
        {
            await SetDateAsync(house, await house.PublishAsync("Words"), Day(2024, month, 5));
            await SetDateAsync(house, await house.PublishAsync("A photo", [await house.UploadAsync()]), Day(2024, month, 7));
        }

        Assert.Equal(6, one);
        Assert.Equal(one, await CountQueriesAsync(house));
    }

    [Fact]
    public async Task A_circles_page_is_for_who_is_in_it_and_for_the_owner()
    {
        await using var house = await House.OpenAsync();
        var circle = await house.CircleAsync(house.Ingrid);
        await house.PublishAsync("For grandmother", circleIds: [circle]);
        await house.PublishAsync("For everybody");
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        foreach (var browser in new[] { mara, ingrid })
        {
            var page = await browser.ReadAsync($"/circles/{circle}");
            Assert.Contains("For grandmother", page, StringComparison.Ordinal);
            Assert.DoesNotContain("For everybody", page, StringComparison.Ordinal);
        }
        Assert.Equal(await AnswerAsync(tom, $"/circles/{Guid.CreateVersion7()}"), await AnswerAsync(tom, $"/circles/{circle}"));
        Assert.Contains($"/circles/{circle}", await ingrid.ReadAsync("/family"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/circles/{circle}", await tom.ReadAsync("/family"), StringComparison.Ordinal);

        House.Value(await house.DoAsync((EditCircles edit) => edit.ChangeAsync(circle, "For grandmothers", [], [], House.Cancellation)));
        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync($"/circles/{circle}"));
    }

    [Fact]
    public async Task For_a_stranger_none_of_these_pages_is_there()
    {
        await using var house = await House.OpenAsync();
        var circle = await house.CircleAsync();
        await house.PublishAsync();
        using var eve = new Browser(house);
        var nothing = await AnswerAsync(eve, "/nonsense");

        foreach (var path in new[] { "/search?q=snow", "/archive", $"/archive/{house.Clock.GetUtcNow().Year}", "/on-this-day", "/albums",
            $"/circles/{circle}" })
        {
            Assert.Equal(nothing, await AnswerAsync(eve, path));
        }
    }

    /// <summary>Of a year's months and of the newest ones.</summary>
    private static Task<int> CountQueriesAsync(House house) => house.DoAsync(async (IServiceProvider services) =>
    {
        var (queries, clock) = (new CountedQueries(), services.GetRequiredService<ReaderClock>());
        await using var db = queries.Open(services);
        var viewer = new Viewer.Local(house.Ingrid.Id, Role.Member);
        Assert.NotEmpty(await Archive.MonthsAsync(db, viewer, clock, 2024, House.Cancellation));
        Assert.NotEmpty(await Archive.NewestMonthsAsync(db, viewer, clock, 3, House.Cancellation));
        return queries.Count;
    });

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset SameDay(DateTimeOffset now, int yearsAgo) => now.AddYears(-yearsAgo);

    private static async Task<string> AnswerAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return await answer.EverythingAsync();
    }

    private static Task SetDateAsync(House house, Guid post, DateTimeOffset at) => house.ReadAsync(db =>
        db.Posts.Where(one => one.Id == post).ExecuteUpdateAsync(set => set.SetProperty(one => one.PublishedAt, at), House.Cancellation));
}
