using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>A house with a full first page: eighteen ordinary days, three photos, and above them a long story.</summary>
public sealed class WellFilledHouse : IAsyncLifetime
{
    public HouseProgram House { get; private set; } = null!;

    /// <summary>The id of the post with the photos.</summary>
    public string Photos { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        House = await HouseProgram.Open();
        await House.AddIngrid();
        for (var number = 1; number <= 18; number++)
        {
            await House.Post($"An ordinary Tuesday, number {number}, with a few words about what there was for dinner and who came by.");
        }
        var photos = new[] { "The ferry", "The lake", "The moose" }.Select(said => (TestRun.Birthday, said));
        Photos = await House.Post("We are in Sweden.", [.. photos]);
        var paragraphs = Enumerable.Range(1, 30)
            .Select(number => $"Paragraph {number} of a long story about the summer house by the lake.");
        await House.Post(string.Join("\n\n", paragraphs));
    }

    public ValueTask DisposeAsync() => House is null ? ValueTask.CompletedTask : House.DisposeAsync();
}

/// <summary>Ingrid reads, looks at photos and searches; Mara gathers photos in an album.</summary>
public sealed class AnEveningOfReading(Browser browser, WellFilledHouse filled) : IClassFixture<WellFilledHouse>
{
    /// <summary>Bytes of the very first visit, the two files of the serif included; photos come on top.</summary>
    private const int FirstPage = 70 * 1024;

    [Fact]
    public async Task The_first_page_is_small_stands_still_and_asks_nobody_else()
    {
        var house = filled.House;
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain);
        await ingrid.Page.AddInitScriptAsync(
            "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });");
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        await Assertions.Expect(ingrid.Page.Locator("article")).ToHaveCountAsync(20);
        // Watched like this the browser takes nothing from its own store.
        await ingrid.Page.RouteAsync("**/*", route => route.ContinueAsync());
        var sent = new List<Task<int>>();
        ingrid.Page.RequestFinished += (_, request) => sent.Add(SizeWithoutPhotos(request));

        await ingrid.Page.GotoAsync("/");
        await Assertions.Expect(ingrid.Page.Locator("article")).ToHaveCountAsync(20);
        await ingrid.Page.EvaluateAsync(
            "async () => { for (let y = 0; y < document.body.scrollHeight; y += 400) { scrollTo(0, y); await new Promise(done => setTimeout(done, 30)); } }");
        await ingrid.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var bytes = (await Task.WhenAll(sent)).Sum();
        Assert.True(bytes is > 5_000 and <= FirstPage, $"The first page is {bytes:N0} bytes");
        Assert.Equal(0, await ingrid.Page.EvaluateAsync<double>("() => window.shift"));
        await ingrid.Look("reading-timeline");
        ingrid.MustHaveAskedOnly(house.Domain);
    }

    [Fact]
    public async Task Photos_turn_by_swipe_and_keys_and_the_way_back_closes_them()
    {
        var house = filled.House;
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        var dialog = ingrid.Page.GetByRole(AriaRole.Dialog);

        await ingrid.Page.Locator(".photos").GetByAltText("The ferry").ClickAsync();
        await Assertions.Expect(dialog.GetByText("1 of 3")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.Locator(".caption")).ToContainTextAsync("The ferry");
        await ingrid.Look("large-view");
        await Swipe(ingrid.Page, from: 300, to: 80);
        await Assertions.Expect(dialog.GetByText("2 of 3")).ToBeVisibleAsync();
        await ingrid.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(dialog.Locator(".caption")).ToContainTextAsync("The moose");
        await Assertions.Expect(dialog.GetByLabel("Next photo")).ToHaveCountAsync(0);
        await Swipe(ingrid.Page, from: 80, to: 300);
        await Assertions.Expect(dialog.GetByText("2 of 3")).ToBeVisibleAsync();
        await ingrid.Page.GoBackAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        Assert.Equal("/", new Uri(ingrid.Page.Url).AbsolutePath);

        await ingrid.Page.Locator(".photos").GetByAltText("The lake").ClickAsync();
        await Assertions.Expect(dialog.GetByText("2 of 3")).ToBeVisibleAsync();
        await ingrid.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(ingrid.Page.Locator(".photos a").Nth(1)).ToBeFocusedAsync();
        Assert.True(await ingrid.Page.EvaluateAsync<bool>(
            "() => !document.querySelector('meta[name=viewport]').content.match(/maximum-scale|user-scalable/)"));
    }

    [Fact]
    public async Task Ingrid_searches_looks_back_and_reads_at_twice_the_size_and_on_paper()
    {
        var house = filled.House;
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);

        await ingrid.GoTo("Search");
        await Assertions.Expect(ingrid.Page.GetByLabel("Words or names")).ToBeFocusedAsync();
        await ingrid.Look("search-empty");
        await ingrid.Page.GetByLabel("Words or names").FillAsync("förry");
        await ingrid.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ingrid.Page.GetByText("Nothing found for")).ToBeVisibleAsync();
        await ingrid.Page.GetByLabel("Words or names").FillAsync("férry");
        await ingrid.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ingrid.Page.Locator("mark")).ToHaveTextAsync("ferry");
        await ingrid.Look("search");
        await ingrid.Page.GotoAsync("/archive");
        await ingrid.Look("archive");
        await ingrid.Go(ingrid.Page.Locator(".months a").First);
        await Assertions.Expect(ingrid.Page.GetByAltText("The ferry")).ToBeVisibleAsync();
        await ingrid.Look("month");
        await ingrid.Page.GotoAsync("/on-this-day");
        await ingrid.Look("on-this-day");

        foreach (var path in new[] { "/", "/search?q=lake", "/archive", "/albums", "/family" })
        {
            await ingrid.Page.GotoAsync(path);
            await ingrid.Page.EvaluateAsync("() => document.documentElement.style.fontSize = '225%'");
            Assert.True(await ingrid.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
                $"{path} is wider than the screen at twice the size");
            await ingrid.Look($"large-text{path.Split('?')[0].Replace('/', '-')}");
        }
        await ingrid.Page.GotoAsync("/");
        await Assertions.Expect(ingrid.Page.GetByText("Paragraph 30 ")).ToBeHiddenAsync();
        await ingrid.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(ingrid.Page.GetByText("Paragraph 30 ")).ToBeVisibleAsync();
        await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Navigation)).ToBeHiddenAsync();
        await ingrid.Look("print");
    }

    [Fact]
    public async Task Mara_gathers_photos_in_an_album()
    {
        var house = filled.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain, dark: true, width: 1280, height: 900);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/albums");
        await mara.Look("albums-empty-dark");

        await mara.Page.GotoAsync(filled.Photos);
        await mara.GoTo("Add photos to an album");
        await mara.Page.GetByLabel("Name of the new album").FillAsync("Summer in Sweden");
        await mara.Look("into-album-dark");
        await mara.Press("Add to album");
        await Assertions.Expect(mara.Page.GetByRole(AriaRole.Heading, new() { Name = "Summer in Sweden" })).ToBeVisibleAsync();
        await mara.Look("album-dark");
        await mara.Page.GetByLabel("Change this album").ClickAsync();
        await mara.GoTo("Edit album");
        await mara.Go(mara.Page.GetByLabel("Move photo 3, The moose earlier"));
        await Assertions.Expect(mara.Page.GetByLabel("Move photo 2, The moose earlier")).ToBeVisibleAsync();
        await mara.Look("album-order-dark");

        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        await ingrid.GoTo("Albums");
        await ingrid.Look("albums");
        await ingrid.GoTo("Summer in Sweden");
        await ingrid.Look("album");
        await ingrid.Page.Locator(".photos").GetByAltText("The ferry").ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Dialog).GetByText("1 of 3")).ToBeVisibleAsync();
        await ingrid.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Dialog).Locator(".caption")).ToContainTextAsync("The moose");
        ingrid.MustHaveAskedOnly(house.Domain);
    }

    [Fact]
    public async Task Without_script_one_reads_on_searches_and_turns_photos_all_the_same()
    {
        var house = filled.House;
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain, _script: false);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);

        await ingrid.Page.GetByText("Read more").ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByText("Paragraph 30 ")).ToBeVisibleAsync();
        await ingrid.Page.Locator(".photos").GetByAltText("The lake").ClickAsync();
        await ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByText("3 of 3", new() { Exact = true })).ToBeVisibleAsync();
        await ingrid.GoTo("Close");
        await ingrid.GoTo("Search");
        await ingrid.Page.GetByLabel("Words or names").FillAsync("moose");
        await ingrid.Press("Search");
        await ingrid.Look("search-without-script");
        await ingrid.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Photo by Mara") }).ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByText("3 of 3", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>What came over the line for it, but for photos.</summary>
    private static async Task<int> SizeWithoutPhotos(IRequest request) =>
        request.ResourceType == "image" && request.Url.Contains("/photos/", StringComparison.Ordinal) ? 0
            : (await request.SizesAsync()).ResponseBodySize;

    private static async Task Swipe(IPage page, int from, int to)
    {
        await page.Mouse.MoveAsync(from, 400);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((from + to) / 2, 405);
        await page.Mouse.MoveAsync(to, 405);
        await page.Mouse.UpAsync();
    }
}
