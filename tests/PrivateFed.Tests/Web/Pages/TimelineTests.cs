using PrivateFed.Tests.Rig;
using PrivateFed.Web;

namespace PrivateFed.Tests.Web.Pages;

/// <summary>The timeline ends where its reader was last, and long texts do not stand in the way.</summary>
public class TimelineTests
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

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Words(string html) => System.Text.RegularExpressions.Regex.Replace(html, @"<[^>]+>|\s", "");

    private static string Older(string page) => System.Text.RegularExpressions.Regex.Match(page, @"\?before=[\w-]+").Value;
}
