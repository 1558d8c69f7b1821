using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>The ways in, and back in, in a browser: passkeys, links, and back to what one was doing.</summary>
public sealed class ComingIn(Browser browser, SharedHouse shared) : IClassFixture<SharedHouse>
{
    [Fact]
    public async Task Mara_makes_a_passkey_and_comes_in_with_one_tap()
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain);
        await WithScreenLock(mara.Page);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/me");
        await mara.Page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey on this device" }).ClickAsync();
        await Assertions.Expect(mara.Page.GetByText("You can now sign in with this device.")).ToBeVisibleAsync();
        await mara.Look("me-passkey");
        await mara.Press("Sign out here");
        await mara.Page.WaitForURLAsync("**/sign-in*");

        await mara.Page.GotoAsync("/posts/not-there");
        await mara.GoTo("Sign in");
        await Assertions.Expect(mara.Page.GetByRole(AriaRole.Heading, new() { Name = "Welcome back, Mara" })).ToBeVisibleAsync();
        await mara.Look("sign-in-passkey");
        await mara.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with this device" }).ClickAsync();

        await mara.Page.WaitForURLAsync("**/posts/not-there");
        await Assertions.Expect(mara.Page.GetByRole(AriaRole.Link, new() { Name = "Go to Home" })).ToBeVisibleAsync();

        await mara.Page.GotoAsync("/me");
        await mara.Go(mara.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Remove passkey") }));
        await mara.Press("Sign out here");
        await mara.Page.GotoAsync("/sign-in");
        await mara.GoTo("I'm not Mara");
        await mara.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(mara.Page.Locator("#passkey-problem")).ToContainTextAsync("work here. Please sign in another way");
        mara.MustHaveAskedOnly(house.Domain);
    }

    [Fact]
    public async Task Words_written_while_signed_out_stand_there_again_after_coming_in()
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.WaitForURLAsync($"https://{house.Domain}/");
        var post = new Uri(await house.Post("As it was first.")).AbsolutePath;
        foreach (var (page, button) in new[] { ("/write", "#share"), ($"{post}/edit", "button.primary") })
        {
            await mara.Page.GotoAsync(page);
            await mara.Page.GetByLabel("Your words").FillAsync($"A long evening, told at {page}.");
            await mara.Page.Context.ClearCookiesAsync(new() { Name = "session" });
            await mara.Page.Locator(button).ClickAsync();
            await Assertions.Expect(mara.Page.GetByText("saved on this device")).ToBeVisibleAsync();
            await mara.Look($"signed-out-{button.Trim('#')}");

            await mara.GoTo("Sign in");
            await mara.Page.GetByLabel("Password").FillAsync(HouseProgram.MarasPassword);
            await mara.Press("Sign in");

            await mara.Page.WaitForURLAsync($"**{page}");
            await Assertions.Expect(mara.Page.GetByLabel("Your words")).ToHaveValueAsync($"A long evening, told at {page}.");
            await mara.Page.Locator(button).ClickAsync();
            await Assertions.Expect(mara.Page.GetByText($"A long evening, told at {page}.")).ToBeVisibleAsync();
            await mara.Page.GotoAsync(page);
            await Assertions.Expect(mara.Page.GetByLabel("Your words"))
                .ToHaveValueAsync(page == "/write" ? "" : $"A long evening, told at {page}.");
        }
    }

    /// <summary>Pages that the demo does not come by; the others are <see cref="EveryPage"/>'s.</summary>
    [Theory]
    [InlineData("Astrid", true, 1280, true)]
    [InlineData("Karl", false, 390, false)]
    public async Task What_one_sees_once_in_coming_in_is_for_everybody(string guest, bool dark, int width, bool script)
    {
        var house = shared.House;
        await using var mara = await Phone.Take(browser.Chromium, house.Domain, dark, script, width, 900);
        var look = $"{(dark ? "dark" : "light")}-{width}";
        await mara.Page.GotoAsync((await house.Run(["member", "link", "mara"])).Trim());
        await mara.Look($"come-in-{look}");
        await mara.Press("Sign in");
        await mara.Look($"came-in-{look}");
        await mara.Page.GotoAsync("/family/invite");
        await mara.Page.GetByLabel("Who is it for?").FillAsync(guest);
        await mara.Press("Make invitation");
        await mara.Look($"card-{look}");
        var link = await mara.Page.Locator("#door-address").InnerTextAsync();
        await mara.Page.GotoAsync(link);
        await mara.Look($"somebody-is-in-{look}");

        await using var guests = await Phone.Take(browser.Chromium, house.Domain, dark, script, width, 900);
        await guests.Page.GotoAsync(link);
        await guests.Look($"join-{look}");
        await guests.Page.GetByLabel("I've read this and I agree").CheckAsync();
        await guests.Press("Come in");
        await guests.Look($"joined-{look}");
        await mara.Page.GotoAsync("/family");
        await mara.GoTo(guest);
        await mara.Press("Make a link");
        await mara.Look($"member-{look}");
    }

    /// <summary>Chromium pretends to be a phone with a screen lock, whose owner always says yes.</summary>
    private static async Task WithScreenLock(IPage page)
    {
        var chromium = await page.Context.NewCDPSessionAsync(page);
        await chromium.SendAsync("WebAuthn.enable");
        await chromium.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
