using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>Ingrid and Mara talk under a post, and Joe from elsewhere with them.</summary>
public sealed class AroundTheTable(Browser browser) : IClassFixture<Browser>
{
    private const string MarasPassword = "a stove, a table, four steps";

    [Fact]
    public async Task Ingrid_reacts_with_one_tap_and_comments_and_Mara_answers()
    {
        await using var joes = await Peer.Start();
        await using var house = await House.Open();
        await house.AddIngrid();
        await LetJoeIn(house, joes);
        var post = await house.Post("Lina walked across the kitchen.");
        var mara = await joes.Lookup(house.MarasHandle);
        await joes.Reply(mara.Id, post, "She is faster than her uncle already.");
        await joes.Like(mara.Id, post);
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain);
        await ingrid.SignIn("ingrid", House.IngridsPassword);
        await Eventually.Happens("Joe's reply and heart", async () =>
        {
            await ingrid.Page.ReloadAsync();
            return await ingrid.Page.GetByText("faster than her uncle").IsVisibleAsync() && await ingrid.Page.GetByLabel("Love, 1").IsVisibleAsync();
        });

        await ingrid.Page.GetByLabel("Love, 1").ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByLabel("Love, 2")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(ingrid.Page.GetByLabel("Love, 2")).ToBeFocusedAsync();
        await ingrid.Page.GetByLabel("Hooray").ClickAsync();
        await ingrid.Page.GetByLabel("Hooray, 1").ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByLabel("Hooray, 1")).ToHaveCountAsync(0);
        await ingrid.Look("reactions-timeline");

        await ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "Comment on this post" }).ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByLabel("Your comment")).ToBeFocusedAsync();
        await ingrid.Page.GetByLabel("Your comment").FillAsync("Half a");
        await ingrid.Page.ReloadAsync();
        await Assertions.Expect(ingrid.Page.GetByLabel("Your comment")).ToHaveValueAsync("Half a");
        await ingrid.Page.GetByLabel("Your comment").FillAsync("I have watched it *nine* times. Kiss her feet from me.");
        await ingrid.Page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(ingrid.Page.Locator(".comment em")).ToHaveTextAsync("nine");
        await Assertions.Expect(ingrid.Page.GetByLabel("Your comment")).ToHaveValueAsync("");
        await ingrid.Look("comments");

        await using var maras = await Phone.Take(browser.Chromium, house.Domain, dark: true, width: 1280, height: 900);
        await maras.SignIn("mara", MarasPassword);
        await maras.Page.GotoAsync(post);
        await maras.Page.GetByRole(AriaRole.Link, new() { Name = "Answer Ingrid" }).ClickAsync();
        await maras.Page.GetByLabel("Your answer to Ingrid").FillAsync("I did. She laughed.");
        await maras.Look("answering-dark");
        await maras.Page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(maras.Page.GetByText("to Ingrid")).ToBeVisibleAsync();
        await maras.Look("comments-dark");
        await maras.Page.Locator(".comment", new() { HasText = "faster than her uncle" }).GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(maras.Page.GetByText("keeps its copy")).ToBeVisibleAsync();
        await maras.Look("comment-delete-dark");
        await maras.Page.GetByRole(AriaRole.Button, new() { Name = "Delete it for good" }).ClickAsync();
        await Assertions.Expect(maras.Page.GetByText("faster than her uncle")).ToHaveCountAsync(0);
        ingrid.MustHaveAskedOnly(house.Domain);
        maras.MustHaveAskedOnly(house.Domain);
    }

    [Fact]
    public async Task Without_script_one_reacts_and_comments_all_the_same()
    {
        await using var house = await House.Open();
        await house.AddIngrid();
        await house.Post("Frost on the windows.");
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain, script: false);
        await ingrid.SignIn("ingrid", House.IngridsPassword);

        await ingrid.Page.GetByLabel("Amazed").ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByLabel("Amazed, 1")).ToBeVisibleAsync();
        Assert.Equal("/", new Uri(ingrid.Page.Url).AbsolutePath);
        await ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "Comment on this post" }).ClickAsync();
        await ingrid.Page.GetByLabel("Your comment").FillAsync("Inside, too?");
        await ingrid.Page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByText("Inside, too?")).ToBeVisibleAsync();
        await ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).ClickAsync();
        await ingrid.Page.GetByLabel("Your comment").FillAsync("On the inside, too?");
        await ingrid.Look("comment-edit-without-script");
        await ingrid.Page.GetByRole(AriaRole.Button, new() { Name = "Keep the change" }).ClickAsync();
        await Assertions.Expect(ingrid.Page.GetByText("changed later")).ToBeVisibleAsync();
        await ingrid.Look("comments-without-script");
    }

    private static async Task LetJoeIn(House house, Peer joes)
    {
        await joes.Follow(house.MarasHandle);
        await house.ApproveFollow(joes.JoesHandle);
        await joes.Receives("Accept");
    }
}
