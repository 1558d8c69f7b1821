using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>Mara tells of Ida's first steps: begun on the phone with one hand, finished in the evening at the desk.</summary>
public sealed class ATiredParentWrites(Browser browser)
{
    [Fact]
    public async Task A_life_event_begun_on_the_phone_is_shared_from_the_desk_and_another_shares_itself()
    {
        await using var house = await HouseProgram.Open();
        await using (var phone = await Phone.Take(browser.Chromium, house.Domain))
        {
            await Begin(phone, house);
        }

        await using var desk = await Phone.Take(browser.Chromium, house.Domain, dark: true, width: 1280, height: 900);
        await SignIn(desk, house);
        await Finish(desk);
        await Plan(desk);
        await Forget(desk);
        desk.MustHaveAskedOnly(house.Domain);
    }

    private static async Task Begin(Phone phone, HouseProgram house)
    {
        await SignIn(phone, house);
        await phone.Page.GotoAsync("/write");
        await phone.Page.GetByLabel("Your words").FillAsync("Four steps from the stove to Tom, then she sat down and laughed at us.");
        await phone.Page.GetByText("Mark a special day").ClickAsync();
        await phone.Page.GetByLabel("What was it?").SelectOptionAsync("First steps");
        await phone.Page.GetByLabel("Title").FillAsync("Ida walks");
        await phone.Page.GetByText("It happened earlier", new() { Exact = true }).ClickAsync();
        await phone.Page.GetByLabel("The day it happened").FillAsync("2025-08-14");
        await Assertions.Expect(phone.Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await phone.Look("write-life-event");

        // What is typed last goes out as the page is left.
        await phone.Page.GetByLabel("Title").FillAsync("Ida walks!");
        await Eventually.Happens("the last letter", async () =>
        {
            await phone.Page.GotoAsync("/drafts");
            return await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Continue writing: Ida walks!" }).IsVisibleAsync();
        });
    }

    private static async Task Finish(Phone desk)
    {
        await desk.Page.GotoAsync("/write");
        await Assertions.Expect(desk.Page.GetByLabel("Your words")).ToHaveValueAsync("");
        await desk.GoTo("Drafts");
        await desk.Look("drafts");
        await desk.GoTo("Continue writing: Ida walks!");
        await Assertions.Expect(desk.Page.GetByLabel("Your words"))
            .ToHaveValueAsync("Four steps from the stove to Tom, then she sat down and laughed at us.");
        await Assertions.Expect(desk.Page.GetByLabel("The day it happened")).ToHaveValueAsync("2025-08-14");

        await desk.Page.GetByText("Preview, or save for later").ClickAsync();
        await desk.Press("Preview");
        var preview = desk.Page.GetByRole(AriaRole.Region, new() { Name = "How it will look" });
        await Assertions.Expect(preview.GetByRole(AriaRole.Heading, new() { Name = "Ida walks!" })).ToBeVisibleAsync();
        await Assertions.Expect(preview.GetByText("14 August 2025")).ToBeVisibleAsync();
        await desk.Look("preview");
        await desk.Go(desk.Page.Locator("#share"));

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Article).GetByText("Ida walks!")).ToBeVisibleAsync();
        await desk.Look("timeline-life-event");
        await desk.Page.GotoAsync("/drafts");
        await Assertions.Expect(desk.Page.GetByText("No drafts")).ToBeVisibleAsync();
        await Change(desk);
    }

    private static async Task Change(Phone desk)
    {
        await desk.Page.GotoAsync("/");
        await desk.Go(desk.Page.Locator("article header a[href^='/posts/']").First);
        await desk.GoTo("Edit post");
        await desk.Page.GetByLabel("Your words").FillAsync("Five steps from the stove to Tom.");
        await desk.Look("edit");
        await desk.Press("Save changes");
        await Assertions.Expect(desk.Page.GetByText("Five steps from the stove to Tom.")).ToBeVisibleAsync();
        await desk.GoTo("Earlier versions");
        await Assertions.Expect(desk.Page.GetByText("Four steps from the stove to Tom")).ToBeVisibleAsync();
        await desk.Look("earlier");
    }

    private static async Task Plan(Phone desk)
    {
        await desk.Page.GotoAsync("/write");
        await desk.Page.GetByLabel("Your words").FillAsync("Buns at three. Whoever comes early may knead.");
        await desk.Page.GetByText("Share later", new() { Exact = true }).ClickAsync();
        var tomorrow = await desk.Page.EvaluateAsync<string>(
            "(() => { const day = new Date(Date.now() + 864e5); return new Date(day - day.getTimezoneOffset() * 6e4).toISOString().slice(0, 11) + '09:30'; })()");
        await desk.Page.GetByLabel("When", new() { Exact = true }).FillAsync(tomorrow);
        await desk.Press("Schedule");
        await Assertions.Expect(desk.Page.GetByText("Goes out tomorrow at 09:30.")).ToBeVisibleAsync();
        await desk.Look("drafts-planned");

        await desk.Go(desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Cancel schedule") }));
        await Assertions.Expect(desk.Page.GetByText("Goes out")).ToBeHiddenAsync();
        await Assertions.Expect(desk.Page.GetByText("Buns at three.")).ToBeVisibleAsync();
    }

    /// <summary>What is deleted so soon that the device still has its words does not come back from there.</summary>
    private static async Task Forget(Phone desk)
    {
        await desk.Page.GotoAsync("/write");
        await desk.Page.GetByLabel("Your words").FillAsync("Said too soon.");
        await Eventually.Happens("the draft", async () =>
        {
            await desk.Page.GotoAsync("/drafts");
            return await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Delete draft: Said too soon." }).IsVisibleAsync();
        });
        await desk.GoTo("Delete draft: Said too soon.");
        await desk.Press("Delete draft for good");

        await desk.Page.GotoAsync("/write");
        await Assertions.Expect(desk.Page.Locator("html.scripted")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByLabel("Your words")).ToHaveValueAsync("");
        Assert.Equal(0, await desk.Page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.includes('-draft-')).length"));
    }

    private static async Task SignIn(Phone phone, HouseProgram house)
    {
        await phone.SignIn("mara", HouseProgram.MarasPassword);
        await phone.Page.WaitForURLAsync($"https://{house.Domain}/");
    }
}
