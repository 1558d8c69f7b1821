using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>Walks through the demo by its links and looks at one page of every kind, so that no page is forgotten.</summary>
public sealed partial class EveryPage(Browser browser, DemoHouse demo)
{
    private static readonly (int Width, int Height, ColorScheme Scheme)[] Looks =
        [(390, 844, ColorScheme.Light), (390, 844, ColorScheme.Dark), (1280, 900, ColorScheme.Light), (1280, 900, ColorScheme.Dark)];

    [Theory]
    [InlineData("Mara Lindgren", true)]
    [InlineData("Tom Lindgren", false)]
    public async Task Is_for_everybody_in_light_and_dark_small_and_large(string name, bool script)
    {
        await using var context = await browser.Chromium.NewContextAsync(new()
        {
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = 390, Height = 844 },
        });
        var page = await context.NewPageAsync();
        List<string> wrong = [];
        page.Console += (_, said) => Note(said.Type == "error" && !said.Text.Contains("404", StringComparison.Ordinal)
            && script, $"{page.Url}: {said.Text}");
        context.Request += (_, request) => Note(new Uri(request.Url) is { Scheme: "http" or "https" } asked
            && asked.Authority != demo.Host, $"{page.Url} asked {request.Url}");
        if (!script)
        {
            // axe is a script itself: the house's own are kept away, and what stands there instead is shown.
            var chromium = await context.NewCDPSessionAsync(page);
            await chromium.SendAsync("Network.enable");
            await chromium.SendAsync("Network.setBlockedURLs", new() { ["urls"] = new[] { "*.js" } });
            context.Response += (_, answer) => Note(
                new Uri(answer.Url).AbsolutePath.EndsWith(".js", StringComparison.Ordinal), $"{page.Url} was given {answer.Url}");
        }
        await page.GotoAsync(await demo.Link(name));
        await Look(page, script, "come-in", wrong);
        await page.Locator("main button.primary").ClickAsync();
        await page.WaitForURLAsync($"http://{demo.Host}/", new() { WaitUntil = WaitUntilState.Commit }); // the walk loads it again

        foreach (var kind in await Walk(page, script, wrong))
        {
            TestContext.Current.SendDiagnosticMessage(kind);
        }

        // Who is signed out, or whose session has ended, is greeted by the device that they used.
        await context.ClearCookiesAsync(new() { Name = "session" });
        await page.GotoAsync($"http://{demo.Host}/sign-in");
        await Assertions.Expect(page.GetByText("Welcome back")).ToBeVisibleAsync();
        await Look(page, script, "sign-in-known", wrong);

        await context.ClearCookiesAsync();
        foreach (var (path, kind) in new[] { ("/sign-in", "sign-in"), ("/join/nothing", "link-over"), ("/nothing/here", "nothing-here"),
            (new Uri(await demo.Link("Märit")).AbsolutePath, "join") })
        {
            await page.GotoAsync($"http://{demo.Host}{path}");
            await Look(page, script, kind, wrong);
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        void Note(bool isWrong, string what)
        {
            if (isWrong)
            {
                wrong.Add(what);
            }
        }
    }

    /// <returns>The kinds of page that were found: paths in which what differs from page to page is left out.</returns>
    private async Task<IReadOnlyCollection<string>> Walk(IPage page, bool script, List<string> wrong)
    {
        var kinds = new HashSet<string> { "/", "/one" };
        var ahead = new Queue<string>(["/", "/one"]); // no link leads to the page of the large mode
        while (ahead.TryDequeue(out var path))
        {
            var answer = await page.GotoAsync($"http://{demo.Host}{path}");
            if (answer!.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) != true)
            {
                continue;
            }
            if (!answer.Ok)
            {
                wrong.Add($"{path} answers {answer.Status}");
            }
            await Look(page, script, KindOf(path).Trim('/').Replace('/', '-').Replace("*", "one", StringComparison.Ordinal), wrong);
            foreach (var link in await page.Locator("a[href^='/']")
                .EvaluateAllAsync<string[]>("links => links.filter(link => !link.hasAttribute('download')).map(link => link.pathname)"))
            {
                if (kinds.Add(KindOf(link)) && link is not "/jobs")
                {
                    ahead.Enqueue(link);
                }
            }
        }
        return kinds;
    }

    private static async Task Look(IPage page, bool script, string kind, List<string> wrong)
    {
        if (!script)
        {
            await page.EvaluateAsync("document.querySelectorAll('noscript').forEach(one => one.outerHTML = one.textContent)");
        }
        await page.EvaluateAsync("document.querySelectorAll('main details').forEach(one => one.open = true)");
        // In an ordinary run the two looks that differ most, and one without script, which only takes away; all four with
        // PRIVATEFED_TEST_SCREENSHOTS.
        foreach (var (width, height, scheme) in TestRun.WantsScreenshots ? Looks : script ? [Looks[0], Looks[^1]] : [Looks[0]])
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var isFirst = (width, height, scheme) == Looks[0];
            var look = $"{kind}-{width}-{scheme.ToString().ToLowerInvariant()}";
            if (TestRun.WantsScreenshots && script && width == 390 == (scheme == ColorScheme.Light))
            {
                await page.ScreenshotAsync(new()
                {
                    Path = Path.Combine(TestRun.Artifacts, "screenshots", "demo", $"{look}.png"),
                    FullPage = true,
                });
            }
            // Only colours, sizes and what is hidden differ from look to look.
            var violations = await Axe.Violations(page, isFirst ? [] : Axe.RulesOfLooks);
            wrong.AddRange(violations.Select(violation => $"{look}: {violation}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
            {
                wrong.Add($"{look}: is wider than the screen");
            }
        }
    }

    private static string KindOf(string path) => Differing().Replace(path, "/*");

    // An id, a number, or somebody's handle.
    [GeneratedRegex("/([0-9a-f-]{36}|[0-9]+|(?<=/users/)[^/]+)(?=/|$)")]
    private static partial Regex Differing();
}
