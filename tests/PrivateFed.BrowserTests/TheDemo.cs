using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>Anyone can look around, and no real house is touched by it.</summary>
public sealed class TheDemo(Browser browser, DemoHouse demo)
{
    [Fact]
    public async Task Lets_anyone_look_around_as_a_grandmother()
    {
        await using var context = await browser.Chromium.NewContextAsync(new() { Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(await demo.Link("Ingrid Lindgren"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(page.GetByText("First snow!")).ToBeVisibleAsync();
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(demo.Data)!, "real")));
    }

    [Fact]
    public async Task Touches_no_folder_that_it_did_not_make()
    {
        var folder = Directory.CreateTempSubdirectory("privatefed-not-demo-");
        var database = Path.Combine(folder.FullName, "privatefed.db");
        await File.WriteAllTextAsync(database, "a real house", TestContext.Current.CancellationToken);

        await using var refused = demo.Run(folder.FullName);
        await Eventually.Happens("the command's end", () => Task.FromResult(refused.HasExited));

        Assert.Contains("never touches what it didn't create", refused.Printed, StringComparison.Ordinal);
        Assert.Equal("a real house", await File.ReadAllTextAsync(database, TestContext.Current.CancellationToken));
        Assert.Single(folder.EnumerateFileSystemInfos());
        folder.Delete(recursive: true);
    }
}
