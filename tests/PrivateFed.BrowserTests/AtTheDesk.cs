using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>What Mara does at her desk: looks who is there from which devices, removes somebody, gives the house a colour.</summary>
public sealed class AtTheDesk(Browser browser)
{
    [Fact]
    public async Task Mara_removes_Ingrid_in_two_taps_and_gives_the_house_a_colour()
    {
        await using var house = await HouseProgram.Open();
        await house.AddIngrid();
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        await ingrid.Page.WaitForURLAsync($"https://{house.Domain}/");
        await ingrid.Page.GotoAsync("/family");
        await using var mara = await Phone.Take(browser.Chromium, house.Domain);
        await mara.SignIn("mara", HouseProgram.MarasPassword);

        await mara.GoTo("Family");
        await mara.Go(mara.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Your desk") }));
        await Assertions.Expect(mara.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Ingrid" }).First)
            .ToContainTextAsync("Chrom");
        await mara.Look("desk");
        await Remove(mara, ingrid);
        await Colour(mara);

        await mara.Page.GotoAsync("/family/log");
        await Assertions.Expect(mara.Page.GetByText("Ingrid was removed")).ToBeVisibleAsync();
        await mara.Look("log");
        mara.MustHaveAskedOnly(house.Domain);
    }

    /// <summary>Two taps from the desk; then the page that stands open at Ingrid's leads nowhere any more.</summary>
    private static async Task Remove(Phone mara, Phone ingrid)
    {
        await mara.InTaps(2, async () =>
        {
            await mara.GoTo("Remove Ingrid");
            await Assertions.Expect(mara.Page.GetByText("taken back")).ToBeVisibleAsync();
            await mara.Look("member-remove");
            await mara.Press("Remove Ingrid now");
            await Assertions.Expect(mara.Page.GetByText("Ingrid has been removed.")).ToBeVisibleAsync();
        });

        await ingrid.GoTo("Albums");
        await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "Family" })).ToHaveCountAsync(0);
    }

    private static async Task Colour(Phone mara)
    {
        await mara.Page.GotoAsync("/family/settings");
        var before = await Accent(mara);
        await mara.Page.GetByLabel("Lake").CheckAsync();
        await mara.Press("Save colour");
        await Assertions.Expect(mara.Page.GetByText("The new colour is saved.")).ToBeVisibleAsync();
        Assert.NotEqual(before, await Accent(mara));
        await mara.Look("settings");
        await mara.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await mara.Look("settings-dark");
        await mara.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static Task<string> Accent(Phone phone) =>
        phone.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()");
}
