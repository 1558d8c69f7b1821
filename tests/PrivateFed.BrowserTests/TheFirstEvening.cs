using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>What Mara does on the first evening, and Ingrid after her, in a browser.</summary>
public sealed class TheFirstEvening(Browser browser, SharedHouse shared) : IClassFixture<SharedHouse>
{
    [Fact]
    public async Task Mara_sets_the_house_up_posts_lets_Joe_in_and_Ingrid_reads()
    {
        await using var joes = await PeerProgram.Start();
        await using var house = await HouseProgram.Empty();
        await using var mara = await Phone.Take(browser.Chromium, house.Domain);

        await SetUp(mara, await house.SetUpLink());
        await Post(mara);
        await LetJoeIn(mara, joes, house);
        var invitation = await InviteIngrid(mara);

        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain, dark: true);
        await ComeIn(ingrid, invitation);
        await Read(ingrid);
        await Remove(mara, ingrid);
        mara.MustHaveAskedOnly(house.Domain);
        ingrid.MustHaveAskedOnly(house.Domain);
    }

    [Fact]
    public async Task Without_script_a_post_with_photos_is_written_all_the_same()
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain, _script: false, width: 1280, height: 900);
        await mara.SignIn("mara", HouseProgram.MarasPassword);

        await mara.Page.GotoAsync("/write");
        await mara.Page.GetByLabel("Your words").FillAsync("Frost on the inside of the windows.");
        await mara.Page.GetByLabel("Add photos").SetInputFilesAsync([TestRun.Birthday, TestRun.Birthday]);
        await mara.Press("Add these photos");
        await mara.Page.Locator("figure summary").First.ClickAsync();
        await mara.Page.GetByLabel("Describe this photo").First.FillAsync("Flowers of ice");
        await mara.Look("write-without-script");
        await mara.Go(mara.Page.Locator("#share"));

        await Assertions.Expect(mara.Page.GetByText("Frost on the inside of the windows.")).ToBeVisibleAsync();
        await Assertions.Expect(mara.Page.GetByAltText("Flowers of ice")).ToBeVisibleAsync();
        await mara.Look("timeline-without-script");
    }

    [Fact]
    public async Task A_stranger_sees_the_same_page_wherever_they_try()
    {
        var house = shared.House;
        var post = new Uri(await house.Post("For the family only.")).AbsolutePath;
        await using var eve = await Phone.Take(browser.Chromium, house.Domain);

        foreach (var path in new[] { post, "/family", "/users/mara", "/me", "/write", "/jobs", "/set-up/0123456789", "/nonsense" })
        {
            Assert.Equal(404, await eve.Status(path));
            Assert.DoesNotContain("Lindgren", await eve.Page.ContentAsync(), StringComparison.Ordinal);
        }
        await eve.Look("nothing-here");
        Assert.Equal(200, await eve.Status("/"));
        Assert.EndsWith("/sign-in", eve.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("Lindgren", await eve.Page.ContentAsync(), StringComparison.Ordinal);
        await eve.Look("sign-in");
    }

    private static async Task SetUp(Phone mara, string link)
    {
        await mara.Page.GotoAsync(link);
        await mara.Look("set-up");
        await mara.Page.GetByLabel("What's the house called?").FillAsync("The Lindgrens");
        await mara.Page.GetByLabel("What's your name?").FillAsync("Mara");
        await mara.Page.GetByLabel("Sign-in name").FillAsync("mara");
        await mara.Page.GetByLabel("Choose a password").FillAsync(HouseProgram.MarasPassword);
        await mara.InTaps(1, async () =>
        {
            await mara.Press("Open the house");
            await Assertions.Expect(mara.Page.GetByText("Welcome home, Mara")).ToBeVisibleAsync();
        });
        await mara.Look("timeline-empty");

        Assert.Equal(404, await mara.Status(link));
        await mara.Page.GotoAsync("/");
    }

    private static async Task Post(Phone mara)
    {
        await mara.Go(mara.Page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true }));
        await mara.Page.GetByLabel("Your words").FillAsync("Eight candles, **one** breath.");
        await mara.Page.GetByLabel("Add photos")
            .SetInputFilesAsync([TestRun.Birthday, TestRun.Birthday, TestRun.Birthday]);
        await Assertions.Expect(mara.Page.Locator("figure[data-photo]")).ToHaveCountAsync(3, new() { Timeout = 20_000 });
        await mara.Page.Locator("figure summary").First.ClickAsync();
        await mara.Page.GetByLabel("Describe this photo").First.FillAsync("A cake with eight candles");
        await mara.Look("write");
        await mara.Go(mara.Page.Locator("#share"));

        await Assertions.Expect(mara.Page.Locator("article strong")).ToHaveTextAsync("one");
        await Assertions.Expect(mara.Page.GetByText("Everyone here")).ToBeVisibleAsync();
        var cake = mara.Page.GetByAltText("A cake with eight candles");
        await Assertions.Expect(cake).ToBeVisibleAsync();
        Assert.True(await cake.EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 100; }"));
        await mara.Look("timeline");
    }

    private static async Task LetJoeIn(Phone mara, PeerProgram joes, HouseProgram house)
    {
        var follow = await joes.Follow(house.MarasHandle);
        Assert.True(follow.Delivered, follow.Answer);
        await Eventually.Happens("the wish on the timeline", async () =>
        {
            await mara.Page.GotoAsync("/");
            return await mara.Page.GetByText("would like to follow you").IsVisibleAsync();
        });
        await mara.InTaps(2, async () =>
        {
            await mara.Go(mara.Page.GetByText("would like to follow you"));
            await Eventually.Happens("Joe's picture", async () =>
            {
                await mara.Page.ReloadAsync();
                return await mara.Page.Locator("main img[src^='/faces/']").IsVisibleAsync();
            });
            await Assertions.Expect(mara.Page.GetByText(joes.JoesHandle)).ToBeVisibleAsync();
            await mara.Look("request");
            await mara.Go(mara.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Let .* in$") }));
            await mara.Page.WaitForURLAsync(url => !url.Contains("/requests/", StringComparison.Ordinal));
        });
        var accept = await joes.Receives("Accept");
        Assert.True(accept.IsAbout(follow.Id));
    }

    private static async Task<string> InviteIngrid(Phone mara)
    {
        await mara.Page.GotoAsync("/family");
        await mara.Look("family");
        await mara.GoTo("On its way");
        await Assertions.Expect(mara.Page.GetByText("Everything has reached")).ToBeVisibleAsync();
        await mara.Look("on-its-way");
        await mara.Page.GotoAsync("/family");
        await mara.InTaps(3, async () =>
        {
            await mara.GoTo("Invite somebody");
            await mara.Page.GetByLabel("Who is it for?").FillAsync("Ingrid");
            await mara.Look("invite");
            await mara.Press("Make invitation");
            await Assertions.Expect(mara.Page.GetByText("Ingrid, come and see us")).ToBeVisibleAsync();
        });
        await mara.Look("invitation-card");
        return await mara.Page.Locator("#door-address").InnerTextAsync();
    }

    /// <summary>Two taps: the yes, and in.</summary>
    private static async Task ComeIn(Phone ingrid, string invitation)
    {
        await ingrid.Page.GotoAsync(invitation);
        await ingrid.Look("join-dark");
        await ingrid.InTaps(2, async () =>
        {
            await ingrid.Page.GetByLabel("I've read this and I agree").CheckAsync();
            await ingrid.Press("Come in");
            await Assertions.Expect(ingrid.Page.GetByAltText("A cake with eight candles")).ToBeVisibleAsync();
        });
    }

    private static async Task Read(Phone ingrid)
    {
        await ingrid.Look("timeline-ingrid-dark");
        foreach (var path in new[] { "/write", "/jobs", "/family/invite" })
        {
            Assert.Equal(404, await ingrid.Status(path));
        }
        await ingrid.Page.GotoAsync("/");
    }

    private static async Task Remove(Phone mara, Phone ingrid)
    {
        await mara.Page.GotoAsync("/family");
        await mara.GoTo("Ingrid");
        await mara.Look("member");
        await mara.Page.GetByText("Remove Ingrid", new() { Exact = true }).ClickAsync();
        await mara.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Ingrid now" }).ClickAsync();
        await mara.Page.WaitForURLAsync("**/family/desk");

        await ingrid.Page.GotoAsync("/");
        Assert.EndsWith("/sign-in", ingrid.Page.Url, StringComparison.Ordinal);
    }
}
