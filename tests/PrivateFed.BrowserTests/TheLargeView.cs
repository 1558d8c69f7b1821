using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>A house with one post: an upright photo, a wide one and a panorama.</summary>
public sealed class HouseOfThreeShapes(Browser browser) : IAsyncLifetime
{
    public static readonly (int Width, int Height)[] Shapes = [(900, 1600), (1600, 1067), (2400, 600)];

    public HouseProgram House { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        House = await HouseProgram.Open();
        await House.AddIngrid();
        var folder = Directory.CreateTempSubdirectory("shapes");
        var photos = await Task.WhenAll(Shapes.Select(shape => Draw(folder.FullName, shape)));
        await House.Post("Three shapes.", [.. photos.Index().Select(photo => (photo.Item, $"Shape {photo.Index + 1}"))]);
        folder.Delete(recursive: true);
    }

    public ValueTask DisposeAsync() => House is null ? ValueTask.CompletedTask : House.DisposeAsync();

    private async Task<string> Draw(string folder, (int Width, int Height) shape)
    {
        var page = await browser.Chromium.NewPageAsync();
        var jpeg = await page.EvaluateAsync<string>(
            """
            ([width, height]) => {
              const canvas = Object.assign(document.createElement("canvas"), { width, height });
              const pen = canvas.getContext("2d");
              pen.fillStyle = "teal";
              pen.fillRect(0, 0, width, height);
              pen.fillStyle = "gold";
              pen.arc(width / 2, height / 2, height / 3, 0, 7);
              pen.fill();
              return canvas.toDataURL("image/jpeg").split(",")[1];
            }
            """,
            new[] { shape.Width, shape.Height });
        await page.CloseAsync();
        var file = Path.Combine(folder, $"{shape.Width}x{shape.Height}.jpg");
        await File.WriteAllBytesAsync(file, Convert.FromBase64String(jpeg));
        return file;
    }
}

/// <summary>Every photo fits every screen, with its words and the bar below it; fingers enlarge it, and its heart is a tap away.</summary>
public sealed class TheLargeView(Browser browser, HouseOfThreeShapes shapes) : IClassFixture<HouseOfThreeShapes>
{
    [Theory]
    [InlineData(390, 844)]
    [InlineData(844, 390)]
    [InlineData(1280, 900)]
    public async Task Shows_every_photo_whole_over_the_page_and_on_its_own_page(int width, int height)
    {
        await using var ingrid = await Phone.Take(browser.Chromium, shapes.House.Domain, width: width, height: height);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        for (var number = 1; number <= HouseOfThreeShapes.Shapes.Length; number++)
        {
            await ingrid.Page.GotoAsync("/");
            await ingrid.Page.Locator(".photos").GetByAltText($"Shape {number}").ClickAsync();
            await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Dialog).GetByText($"{number} of 3")).ToBeVisibleAsync();
            await MustFit(ingrid.Page, "dialog.large", HouseOfThreeShapes.Shapes[number - 1], width, height);
            var own = await ingrid.Page.Locator("dialog .turn, dialog .close").First.GetAttributeAsync("href");
            await ingrid.Page.GotoAsync($"{own!.Split("/photos")[0]}/photos/{number}");
            await MustFit(ingrid.Page, "main.large", HouseOfThreeShapes.Shapes[number - 1], width, height);
        }
    }

    [Fact]
    public async Task Is_enlarged_by_a_double_tap_turns_no_more_then_and_takes_a_heart_that_the_page_below_shows_too()
    {
        await using var ingrid = await Phone.Take(browser.Chromium, shapes.House.Domain);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        await ingrid.Page.Locator(".photos").GetByAltText("Shape 2").ClickAsync();
        var dialog = ingrid.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("2 of 3")).ToBeVisibleAsync();

        await DoubleTap(ingrid.Page, enlarges: true);
        await Drag(ingrid.Page, (300, 300), (80, 300));
        await Assertions.Expect(dialog.GetByText("2 of 3")).ToBeVisibleAsync();
        await DoubleTap(ingrid.Page, enlarges: false);
        await Drag(ingrid.Page, (300, 300), (80, 300));
        await Assertions.Expect(dialog.GetByText("3 of 3")).ToBeVisibleAsync();

        await dialog.GetByLabel("Love").ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Love, 1")).ToHaveAttributeAsync("aria-pressed", "true");
        await Drag(ingrid.Page, (200, 200), (205, 420));
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(ingrid.Page.Locator("article").GetByLabel("Love, 1")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>On a machine too busy for two taps within the time of a double tap, once more, as a person would.</summary>
    private static Task DoubleTap(IPage page, bool enlarges) => Eventually.Happens("a double tap", async () =>
    {
        await page.Mouse.ClickAsync(200, 300, new() { ClickCount = 2 });
        await Task.Delay(400);
        return enlarges == await page.EvaluateAsync<bool>(
            "document.querySelector('dialog.large .stage img').style.transform.includes('scale(2.5)')");
    });

    /// <summary>The photo's pixels lie inside the stage, the stage, the words and the bar inside the screen, none over another.</summary>
    private static async Task MustFit(IPage page, string view, (int Width, int Height) shape, int width, int height)
    {
        await page.WaitForFunctionAsync("view => document.querySelector(`${view} .stage img`)?.naturalWidth > 0", view);
        MustFit(view, await page.EvaluateAsync<double[][]>(Boxes(view)), width, height);
        Assert.Equal("contain",
            await page.EvaluateAsync<string>("view => getComputedStyle(document.querySelector(`${view} .stage img`)).objectFit", view));
        var natural = await page.EvaluateAsync<double>(
            "view => { const { naturalWidth, naturalHeight } = document.querySelector(`${view} .stage img`); return naturalWidth / naturalHeight; }", view);
        Assert.Equal((double)shape.Width / shape.Height, natural, 0.02);
    }

    /// <summary>Asks a page for the left, top, right and bottom of the stage, the photo and the bar.</summary>
    internal static string Boxes(string view) =>
        $"['.stage', '.stage img', '.bar'].map(part => document.querySelector(`{view} ${{part}}`).getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])";

    internal static void MustFit(string view, double[][] boxes, int width, int height)
    {
        var (stage, photo, bar) = (boxes[0], boxes[1], boxes[2]);
        Assert.True(stage[0] >= 0 && stage[1] >= 0 && stage[2] <= width && bar[3] <= height + 0.5, $"{view}: outside the screen");
        Assert.True(stage[3] <= bar[1] + 0.5, $"{view}: the bar lies on the photo");
        Assert.True(photo[0] >= stage[0] && photo[1] >= stage[1] && photo[2] <= stage[2] + 0.5
            && photo[3] <= stage[3] + 0.5, $"{view}: the photo is cut off");
    }

    private static async Task Drag(IPage page, (int X, int Y) from, (int X, int Y) to)
    {
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((from.X + to.X) / 2, (from.Y + to.Y) / 2);
        await page.Mouse.MoveAsync(to.X, to.Y);
        await page.Mouse.UpAsync();
    }
}
