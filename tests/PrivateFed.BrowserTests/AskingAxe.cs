using Microsoft.Playwright;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>That axe, asked as it is here, says what it should: a checker that finds nothing looks like a house without faults.</summary>
public sealed class AskingAxe(Browser browser)
{
    [Fact]
    public async Task Finds_what_is_wrong_as_often_as_it_is_asked_and_nothing_on_a_good_page()
    {
        await using var context = await browser.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Page("<p>With words.</p>"));
        var good = await Axe.Violations(page);

        await page.EvaluateAsync(
            """
            document.querySelector("main").insertAdjacentHTML(
              "beforeend", `<img src="data:,"><p style="color: #999; background: #aaa">Hard to read</p>`);
            """);
        var wrong = await Axe.Violations(page);
        var looks = await Axe.Violations(page, Axe.RulesOfLooks);

        Assert.Empty(good);
        Assert.Equal(["color-contrast", "image-alt"], wrong.Select(RuleOf).Order());
        Assert.Equal(["color-contrast"], looks.Select(RuleOf));
        Assert.Contains("Hard to read", looks[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_page_with_frames_of_which_it_would_see_nothing()
    {
        await using var context = await browser.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Page("<iframe title=Another srcdoc=Words></iframe>"));

        var refusal = await Assert.ThrowsAsync<PlaywrightException>(() => Axe.Violations(page));

        Assert.Contains("has frames", refusal.Message, StringComparison.Ordinal);
    }

    private static string Page(string content) =>
        $"<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1>{content}</main></html>";

    private static string RuleOf(string violation) => violation.Split(':')[0];
}
