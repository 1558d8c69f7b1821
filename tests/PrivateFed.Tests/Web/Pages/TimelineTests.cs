using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Tests.Rig;
using PrivateFed.Web;

namespace PrivateFed.Tests.Web.Pages;

/// <summary>The timeline ends where its reader was last, and long texts do not stand in the way.</summary>
public partial class TimelineTests
{
    private const string End = "everything since you were last here";

    [Fact]
    public async Task It_ends_where_Ingrid_was_last_and_a_reload_is_not_a_visit()
    {
        await using var house = await House.OpenAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        await house.PublishAsync("Frost on the windows");
        var first = await ingrid.ReadAsync("/");
        house.Clock.Advance(TimeSpan.FromHours(3));
        await house.PublishAsync("Lina walked");

        var second = await ingrid.ReadAsync("/");
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        var reloaded = await ingrid.ReadAsync("/");
        var older = await ingrid.ReadAsync("/" + Older(second));
        house.Clock.Advance(TimeSpan.FromDays(1));
        var third = await ingrid.ReadAsync("/");

        Assert.DoesNotContain(End, first, StringComparison.Ordinal);
        foreach (var page in new[] { second, reloaded })
        {
            Assert.Contains("Lina walked", page, StringComparison.Ordinal);
            Assert.Contains(End, page, StringComparison.Ordinal);
            Assert.DoesNotContain("Frost", page, StringComparison.Ordinal);
        }
        Assert.Contains("Frost", older, StringComparison.Ordinal);
        Assert.DoesNotContain("Lina", older, StringComparison.Ordinal);
        Assert.Contains("Nothing new since yesterday", third, StringComparison.Ordinal);
        Assert.Contains("Lina walked", third, StringComparison.Ordinal);
        Assert.Contains("Frost", third, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_has_told_oneself_is_no_news_and_everybody_has_their_own_place()
    {
        await using var house = await House.OpenAsync();
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        await house.PublishAsync("Frost on the windows");
        (await tom.GetAsync("/")).Dispose();
        (await ingrid.GetAsync("/")).Dispose();
        house.Clock.Advance(TimeSpan.FromHours(3));
        await house.PublishAsync("The shed is painted", by: house.Tom);

        var toms = await tom.ReadAsync("/");
        var ingrids = await ingrid.ReadAsync("/");

        Assert.Contains("Nothing new since", toms, StringComparison.Ordinal);
        Assert.Contains("Frost", toms, StringComparison.Ordinal);
        Assert.Contains(End, ingrids, StringComparison.Ordinal);
        Assert.DoesNotContain("Frost", ingrids, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_of_more_than_a_page_go_on_to_their_end()
    {
        await using var house = await House.OpenAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        await house.PublishAsync("Frost on the windows");
        (await ingrid.GetAsync("/")).Dispose();
        house.Clock.Advance(TimeSpan.FromHours(3));
        for (var number = 1; number <= 23; number++)
        {
            await house.PublishAsync($"News {number}.");
        }

        var first = await ingrid.ReadAsync("/");
        var second = await ingrid.ReadAsync("/" + Older(first));

        Assert.DoesNotContain(End, first, StringComparison.Ordinal);
        Assert.Contains("News 23.", first, StringComparison.Ordinal);
        Assert.Contains("News 3.", second, StringComparison.Ordinal);
        Assert.Contains("News 1.", second, StringComparison.Ordinal);
        Assert.Contains(End, second, StringComparison.Ordinal);
        Assert.DoesNotContain("Frost", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_text_is_folded_in_the_timeline_and_whole_on_its_own_page()
    {
        await using var house = await House.OpenAsync();
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var post = await house.PublishAsync(string.Join("\n\n", Enumerable.Range(1, 30)
            .Select(number => $"Paragraph {number} of a long, long story about the summer house.")));

        var timeline = await ingrid.ReadAsync("/");
        var alone = await ingrid.ReadAsync($"/posts/{post}");

        Assert.Contains("<summary>Read more</summary>", timeline, StringComparison.Ordinal);
        Assert.True(timeline.IndexOf("Paragraph 2 ", StringComparison.Ordinal) < timeline.IndexOf("<summary>", StringComparison.Ordinal));
        Assert.True(timeline.IndexOf("Paragraph 30 ", StringComparison.Ordinal) > timeline.IndexOf("<summary>", StringComparison.Ordinal));
        Assert.DoesNotContain("<summary>Read more", alone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_begins_with_its_name_on_one_of_its_wide_photos_that_is_not_the_next_one()
    {
        await using var house = await House.OpenAsync();
        var year = house.Clock.GetUtcNow().Year;
        var (first, second) = (await house.UploadAsync("First"), await house.UploadAsync("Second"));
        var alone = await house.UploadAsync("Alone");
        await AtAsync(house, await house.PublishAsync("Words of March"), Day(year - 1, 3));
        await AtAsync(house, await house.PublishAsync("One photo of May", [alone]), Day(year - 1, 5));
        await AtAsync(house, await house.PublishAsync("Two photos of July", [first, second]), Day(year - 1, 7));
        await house.PublishAsync("Today");
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        var months = Month().Matches(await ingrid.ReadAsync("/")).Select(month => month.Value).ToList();

        Assert.Equal(
            [$"July {year - 1}", $"May {year - 1}", $"March {year - 1}"],
            months.Select(month => Heading().Match(month).Groups["name"].Value));
        Assert.Contains($"/photos/{second.Id}/", months[0], StringComparison.Ordinal);
        Assert.DoesNotContain("<img", months[1] + months[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_says_good_night_when_it_is_late_for_the_reader()
    {
        await using var house = await House.OpenAsync();
        await house.PublishAsync("Today");
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var now = house.Clock.GetUtcNow();
        ingrid.Cookies.Add(new Uri(House.Url("/")), new Cookie("zone", ZoneAt(now, 21)));
        var late = WebUtility.HtmlDecode(await ingrid.ReadAsync("/"));
        ingrid.Cookies.Add(new Uri(House.Url("/")), new Cookie("zone", ZoneAt(now, 11)));
        var early = WebUtility.HtmlDecode(await ingrid.ReadAsync("/"));

        Assert.Contains("That's everything. Good night.", late, StringComparison.Ordinal);
        Assert.Contains("That's everything.", early, StringComparison.Ordinal);
        Assert.DoesNotContain("Good night", early, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>", "word ", "</p>", false)] // one endless paragraph cannot be cut
    [InlineData("", "<p>Some words in <strong>a</strong> paragraph.</p>\n", "", true)]
    [InlineData("<p>", "A line,<br>\n", "the last</p>", true)]
    [InlineData("", "<blockquote>\n<p>Said once.</p>\n<p>Said twice.</p>\n</blockquote>\n", "", true)]
    [InlineData("<blockquote>\n<p>", "A line,<br>\n", "the last</p>\n</blockquote>", false)]
    public void Folding_leaves_whole_elements_on_either_side(string begin, string repeated, string end, bool isFolded)
    {
        var html = begin + string.Concat(Enumerable.Repeat(repeated, 500)) + end;

        var (opening, rest) = FoldedText.Of(html);

        Assert.Equal(isFolded, rest.Length > 0);
        foreach (var part in new[] { opening, rest })
        {
            foreach (var tag in new[] { "p", "blockquote", "strong" })
            {
                Assert.Equal(Count(part, $"<{tag}>"), Count(part, $"</{tag}>"));
            }
        }
        Assert.Equal(Words(html), Words(opening) + Words(rest));
    }

    private static DateTimeOffset Day(int year, int month) => new(year, month, 10, 12, 0, 0, TimeSpan.Zero);

    private static Task AtAsync(House house, Guid post, DateTimeOffset at) => house.ReadAsync(db =>
        db.Posts.Where(one => one.Id == post).ExecuteUpdateAsync(set => set.SetProperty(one => one.PublishedAt, at), House.Cancellation));

    /// <summary>A zone in which it is this hour, or an hour more or less. The signs of these names are the other way round.</summary>
    private static string ZoneAt(DateTimeOffset now, int hour)
    {
        var ahead = ((hour - now.Hour + 36) % 24) - 12;
        return ahead <= 0 ? $"Etc/GMT+{-ahead}" : $"Etc/GMT-{ahead}";
    }

    [GeneratedRegex("<div class=\"month.*?</div>", RegexOptions.Singleline)]
    private static partial Regex Month();

    [GeneratedRegex("<h2>(?<name>.*?)</h2>")]
    private static partial Regex Heading();

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Words(string html) => Regex.Replace(html, @"<[^>]+>|\s", "");

    private static string Older(string page) => Regex.Match(page, @"\?before=[\w-]+").Value;
}
