using Microsoft.Playwright;
using PrivateFed.FederationTests;
using PrivateFed.Tests.Media;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>A tired parent shares a dozen photos with one hand, on a train.</summary>
public sealed class TwelvePhotos(Browser browser, SharedHouse shared) : IClassFixture<SharedHouse>
{
    private static readonly byte[] Birthday = File.ReadAllBytes(TestRun.Birthday);

    /// <summary>As phones write them: turned, with the place, the camera's number and its owner.</summary>
    private static readonly byte[] FromCamera = Secrets.InJpeg(Birthday, 6, Birthday);

    [Fact]
    public async Task Are_shared_with_four_taps_over_a_connection_that_breaks_off()
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        var (here, words) = (mara.Page.Locator("figure[data-photo]"), mara.Page.Locator("#progress-text"));

        await mara.InTaps(4, async () =>
        {
            await mara.Go(mara.Page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true }));
            var chooser = await mara.Page.RunAndWaitForFileChooserAsync(() => mara.Page.Locator("label.add").ClickAsync());
            await chooser.SetFilesAsync([.. Enumerable.Range(1, 12).Select(number => Photo($"photo-{number}.jpg"))]);
            await mara.Page.GetByLabel("Your words").ClickAsync();
            await mara.Page.Keyboard.TypeAsync("Eight candles, one breath.");
            await Assertions.Expect(here.Nth(1)).ToBeVisibleAsync();

            await mara.Page.Context.SetOfflineAsync(true);
            await Assertions.Expect(words).ToContainTextAsync("No connection at the moment");
            await mara.Look("write-no-connection");
            var arrived = await here.CountAsync();
            Assert.InRange(arrived, 2, 11);
            await mara.Page.Context.SetOfflineAsync(false);
            await Assertions.Expect(here.Nth(arrived)).ToBeVisibleAsync();
            await mara.Page.ReloadAsync();
            await Assertions.Expect(mara.Page.GetByLabel("Your words")).ToHaveValueAsync("Eight candles, one breath.");
            await Assertions.Expect(mara.Page.Locator("figure.photo-tile")).ToHaveCountAsync(12);
            await mara.Page.Locator("#share").ClickAsync();

            await Assertions.Expect(mara.Page.GetByText("Eight candles, one breath.")).ToBeVisibleAsync();
        });
        await mara.Go(mara.Page.Locator("article header a[href^='/posts/']").First);
        await Assertions.Expect(mara.Page.Locator("article .photos a")).ToHaveCountAsync(12);
        await AssertNothingIsTold(mara.Page);
        await mara.Page.GotoAsync("/write");
        await Assertions.Expect(mara.Page.Locator("figure.photo-tile")).ToHaveCountAsync(0);
        await Assertions.Expect(mara.Page.GetByLabel("Your words")).ToHaveValueAsync("");
        mara.MustHaveAskedOnly(house.Domain);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Are_shared_though_their_page_is_closed(bool worker)
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain, worker: worker);
        var words = worker ? "Eight candles, and the train left." : "Eight candles, and the train left again.";
        await ShareAndLeave(mara, worker, words, [.. Enumerable.Range(1, 12).Select(number => Photo($"photo-{number}.jpg"))]);

        if (worker)
        {
            // Nobody opens the house again on this phone; the family sees the post all the same.
            await using var desk = await Phone.Take(browser.Chromium, house.Domain, width: 1280, height: 900);
            await desk.SignIn("mara", HouseProgram.MarasPassword);
            await Eventually.Happens("the post", async () =>
            {
                await desk.Page.GotoAsync("/");
                return await desk.Page.GetByText(words).IsVisibleAsync();
            });
            await mara.OpenAnew("/family");
        }
        else
        {
            await mara.OpenAnew("/family");
            await Assertions.Expect(mara.Page.GetByText("Your post is on its way")).ToBeVisibleAsync();
        }
        await mara.Page.GetByRole(AriaRole.Link, new() { Name = "Your post has been shared." }).ClickAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(mara.Page.Locator("article .photos a")).ToHaveCountAsync(12);
        await mara.Page.GotoAsync("/write");
        await Assertions.Expect(mara.Page.GetByLabel("Your words")).ToHaveValueAsync("");
        await Assertions.Expect(mara.Page.Locator("figure.photo-tile")).ToHaveCountAsync(0);
        await Assertions.Expect(mara.Page.GetByText("Your post has been shared.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Wait_for_their_author_when_one_of_them_is_none()
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain, worker: false);
        const string Words = "Eight candles, and one that was none.";
        await ShareAndLeave(mara, worker: false, Words, [.. Enumerable.Range(1, 12)
            .Select(number => Photo($"photo-{number}.jpg")), new() { Name = "notes.jpg", MimeType = "image/jpeg", Buffer = [1, 2, 3] }]);

        await mara.OpenAnew("/family");
        await mara.Page.GetByRole(AriaRole.Link, new() { Name = "One of your posts" })
            .ClickAsync(new() { Timeout = 60_000 });

        await Assertions.Expect(mara.Page.GetByText("a photo we can show")).ToBeVisibleAsync();
        await mara.Page.GetByRole(AriaRole.Button, new() { Name = "Remove photo" }).ClickAsync();
        await Assertions.Expect(mara.Page.Locator("figure[data-photo]")).ToHaveCountAsync(12);
        await mara.Page.Locator("#share").ClickAsync();
        await Assertions.Expect(mara.Page.GetByRole(AriaRole.Article).GetByText(Words)).ToBeVisibleAsync();
        await mara.Go(mara.Page.Locator("article header a[href^='/posts/']").First);
        await Assertions.Expect(mara.Page.Locator("article .photos a")).ToHaveCountAsync(12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task And_more_become_a_draft_for_each_day(bool isPageClosed)
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain, worker: false);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/write");
        var june = isPageClosed ? 20 : 14;
        var photos = Enumerable.Range(0, 24).Select(number => DatedPhoto($"2025:06:{june + (number % 3)} {10 + (number / 3)}:00:00", number));
        await mara.Page.GetByLabel("Add photos").SetInputFilesAsync([.. photos]);
        await Assertions.Expect(mara.Page.Locator("#many")).ToBeVisibleAsync();
        if (isPageClosed)
        {
            await mara.Page.GetByRole(AriaRole.Button, new() { Name = "Make a draft for each day" }).ClickAsync();
            await Assertions.Expect(mara.Page.Locator("#progress-text")).ToContainTextAsync("carry on by itself");
            await mara.Close();
            await mara.OpenAnew("/family");
            await Assertions.Expect(mara.Page.GetByText("Your last photos are being sent.")).ToBeVisibleAsync();
            await mara.Page.GetByRole(AriaRole.Link, new() { Name = "Your photos are in your drafts" }).ClickAsync(new() { Timeout = 60_000 });
        }
        else
        {
            await Assertions.Expect(mara.Page.Locator("figure[data-photo]")).ToHaveCountAsync(24, new() { Timeout = 60_000 });
            await mara.Look("write-many-photos");
            await mara.Press("Make a draft for each day");
            await Assertions.Expect(mara.Page.GetByText("Your photos are here, a draft for each day.")).ToBeVisibleAsync();
            await mara.Look("drafts-by-day");
        }
        foreach (var day in Enumerable.Range(june, 3))
        {
            var draft = mara.Page.Locator(".drafts li").Filter(new() { HasText = $"{day} June 2025" });
            await Assertions.Expect(draft).ToContainTextAsync("8 photos");
            await Assertions.Expect(draft.Locator("img")).ToHaveCountAsync(4);
        }
        await mara.Press($"Share: {june + 1} June 2025");
        await Assertions.Expect(mara.Page.GetByText("Your post has been shared.")).ToBeVisibleAsync();
        await Assertions.Expect(mara.Page.GetByText($"{june + 1} June 2025")).ToHaveCountAsync(0);
        await mara.Page.GotoAsync("/write");
        await Assertions.Expect(mara.Page.Locator("figure.photo-tile")).ToHaveCountAsync(0);
        foreach (var day in new[] { june, june + 2 })
        {
            await mara.Page.GotoAsync("/drafts");
            await mara.GoTo($"Continue writing: {day} June 2025");
            await Assertions.Expect(mara.Page.Locator("figure[data-photo]")).ToHaveCountAsync(8);
        }
    }

    [Fact]
    public async Task Are_no_new_posts_once_they_are_in_a_draft()
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/write");
        await mara.Page.GetByLabel("Add photos").SetInputFilesAsync([Photo("one.jpg"), Photo("two.jpg")]);
        await mara.Page.GetByLabel("Your words").FillAsync("For another day.");
        await mara.Page.GetByText("Preview, or save for later").ClickAsync();
        await mara.Press("Save as draft");
        await Assertions.Expect(mara.Page.GetByText("Only you can see it")).ToBeVisibleAsync();

        await mara.Go(mara.Page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true }));
        await Assertions.Expect(mara.Page.GetByLabel("Your words")).ToHaveValueAsync("");
        await Assertions.Expect(mara.Page.Locator("figure.photo-tile")).ToHaveCountAsync(0);
        await mara.GoTo("Carry on where you left off? For another day.");
        await Assertions.Expect(mara.Page.Locator("figure[data-photo]")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Are_dropped_pasted_shared_by_another_app_and_put_in_order()
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain, width: 1280, height: 900);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/write");
        var (places, here) = (mara.Page.Locator("figure.photo-tile"), mara.Page.Locator("figure[data-photo]"));

        await ShareFromAnotherApp(mara.Page);
        await Assertions.Expect(mara.Page.GetByLabel("Your words")).ToHaveValueAsync("The lake\n\nhttps://lake.example/");
        await Assertions.Expect(here).ToHaveCountAsync(1);
        Assert.Equal("/write", new Uri(mara.Page.Url).PathAndQuery);
        await Carry(mara.Page, "drop", "icon-192.png", "icon-maskable.png");
        await Assertions.Expect(here).ToHaveCountAsync(3);
        await Carry(mara.Page, "paste", "icon-512.png");
        await Assertions.Expect(here).ToHaveCountAsync(4);
        await Carry(mara.Page, "drop", "site.css");
        await Assertions.Expect(mara.Page.GetByText("a photo we can show")).ToBeVisibleAsync();
        await mara.Look("write-refused");
        // What can never be a photo is not to be tried again.
        await Assertions.Expect(mara.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToHaveCountAsync(0);
        await mara.Page.GetByRole(AriaRole.Button, new() { Name = "Remove photo" }).ClickAsync();
        await Assertions.Expect(places).ToHaveCountAsync(4);

        var came = await Order(here);
        await Drag(mara.Page, here.Nth(3).Locator("summary"), here.Nth(0).Locator("summary"));
        Assert.Equal([came[3], came[0], came[1], came[2]], await Order(here));
        await Assertions.Expect(mara.Page.Locator("#reorder-status")).ToHaveTextAsync("Now photo 1 of 4");
        await Assertions.Expect(mara.Page.Locator("details[open]")).ToHaveCountAsync(0);
        await here.Nth(0).Locator("summary").FocusAsync();
        await mara.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(here.Nth(1).Locator("summary")).ToBeFocusedAsync();
        await here.Nth(3).Locator("summary").PressAsync("Enter");
        string[] ordered = [came[0], came[3], came[2], came[1]];
        // Of a page that is left with something unsaved the newer words may reach the house after the next page was made, and both are
        // kept.
        await mara.Page.RunAndWaitForResponseAsync(
            () => here.Nth(3).GetByRole(AriaRole.Button, new() { Name = "Move left" }).ClickAsync(),
            answer => answer.Url.EndsWith("?handler=Keep", StringComparison.Ordinal) && IsInOrder(answer.Request.PostData, ordered));
        Assert.Equal(ordered, await Order(here));
        await mara.Page.ReloadAsync();
        foreach (var (place, photo) in ordered.Index())
        {
            await Assertions.Expect(here.Nth(place)).ToHaveAttributeAsync("data-photo", photo);
        }
        await mara.Go(mara.Page.Locator("#share"));
        await mara.Go(mara.Page.Locator("article header a[href^='/posts/']").First);
        Assert.Equal(ordered, await mara.Page.Locator("article .photos img")
            .EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('src').split('/')[2])"));

        await OrderAlbum(mara, ordered);
    }

    private static async Task OrderAlbum(Phone mara, string[] photos)
    {
        await mara.GoTo("Add photos to an album");
        await mara.Page.GetByLabel("Name of the new album").FillAsync("The lake");
        await mara.Press("Add to album");
        await mara.Page.GetByLabel("Change this album").ClickAsync();
        await mara.GoTo("Edit album");
        await Drag(mara.Page, mara.Page.Locator(".ordering img").Nth(2), mara.Page.Locator(".ordering img").Nth(0));
        await Assertions.Expect(mara.Page.Locator($"#photo-{photos[2]}").GetByLabel("Move photo 1 later")).ToBeVisibleAsync();
        await mara.Page.ReloadAsync();
        Assert.Equal([photos[2], photos[0], photos[1], photos[3]], await Order(mara.Page.Locator(".ordering li")));
    }

    /// <summary>Two photos have arrived when she presses Share, and she closes the page at once.</summary>
    private static async Task ShareAndLeave(Phone mara, bool worker, string words, FilePayload[] photos)
    {
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/write");
        if (worker)
        {
            // A browser that believes itself offline wakes no worker.
            Assert.SkipUnless(
                await mara.Page.EvaluateAsync<bool>("async () => { await navigator.serviceWorker.ready; return navigator.onLine; }"),
                "This browser believes that there is no network.");
        }
        await mara.Page.GetByLabel("Add photos").SetInputFilesAsync(photos);
        await mara.Page.GetByLabel("Your words").FillAsync(words);
        await Assertions.Expect(mara.Page.Locator("figure[data-photo]").Nth(1)).ToBeVisibleAsync();
        await mara.Page.Locator("#share").ClickAsync();
        await Assertions.Expect(mara.Page.Locator("#progress-text")).ToContainTextAsync("carry on by itself");
        await mara.Close();
    }

    /// <param name="number">Makes its bytes differ from the others'.</param>
    private static FilePayload DatedPhoto(string date, int number) =>
        new() { Name = $"{number}.jpg", MimeType = "image/jpeg", Buffer = [.. Secrets.Dated(Birthday, date), (byte)number] };

    private static FilePayload Photo(string name) => new() { Name = name, MimeType = "image/jpeg", Buffer = FromCamera };

    private static bool IsInOrder(string? sent, string[] photos)
    {
        var places = photos.Select(photo => sent?.IndexOf(photo, StringComparison.Ordinal) ?? 0).ToList();
        return !places.Contains(-1) && places.SequenceEqual(places.Order());
    }

    private static Task<string[]> Order(ILocator photos) => photos.EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.photo)");

    /// <summary>Files of the house itself are dropped onto the page, or come from the clipboard.</summary>
    private static Task Carry(IPage page, string how, params string[] files) => page.EvaluateAsync(
        """
        async ({ how, files }) => {
          const carried = new DataTransfer();
          for (const name of files) {
            const blob = await (await fetch("/" + name)).blob();
            carried.items.add(new File([blob], name, { type: blob.type }));
          }
          document.body.dispatchEvent(how === "paste"
            ? new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true })
            : new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }
        """,
        new { how, files });

    /// <summary>The form that a phone's share sheet sends; the service worker takes it.</summary>
    private static async Task ShareFromAnotherApp(IPage page)
    {
        await Eventually.Happens("a page that the service worker looks after", async () =>
        {
            await page.ReloadAsync();
            return await page.EvaluateAsync<bool>(
                "async () => { await navigator.serviceWorker.ready; return navigator.serviceWorker.controller !== null; }");
        });
        await page.EvaluateAsync(
            """
            async () => {
              const carried = new DataTransfer();
              carried.items.add(new File([await (await fetch("/icon-512.png")).blob()], "lake.png", { type: "image/png" }));
              const form = Object.assign(document.createElement("form"), { method: "post", action: "/write/shared", enctype: "multipart/form-data" });
              form.innerHTML = '<input name="title" value="The lake"><input name="text" value="The lake"><input name="url" value="https://lake.example/"><input name="photos" type="file">';
              form.querySelector("[type=file]").files = carried.files;
              document.body.append(form);
              form.submit();
            }
            """);
        await page.WaitForURLAsync("**/write**");
    }

    private static async Task Drag(IPage page, ILocator from, ILocator to)
    {
        await from.ScrollIntoViewIfNeededAsync();
        var (start, end) = ((await from.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X + start.Width / 2, start.Y + start.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + end.Width / 2, end.Y + end.Height / 2, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    /// <summary>Of what the camera wrote beside the pixels, nothing is in what is shown.</summary>
    private static async Task AssertNothingIsTold(IPage page)
    {
        var photo = await page.Locator("article .photos img").First.GetAttributeAsync("src");
        var bytes = await page.EvaluateAsync<string>(
            "async url => new TextDecoder('latin1').decode(await (await fetch(url)).arrayBuffer())",
            photo!.Replace("small", "large", StringComparison.Ordinal));
        Assert.True(bytes.Length > 5_000);
        Assert.All(Secrets.Marks, mark => Assert.DoesNotContain(mark, bytes, StringComparison.Ordinal));
    }
}
