using Microsoft.Playwright;
using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>Ingrid and Mara talk under a post, and Joe from elsewhere with them.</summary>
public sealed class AroundTheTable(Browser browser, SharedHouse shared) : IClassFixture<SharedHouse>
{
    [Fact]
    public async Task Ingrid_reacts_with_one_tap_and_comments_and_Mara_answers()
    {
        await using var joes = await PeerProgram.Start();
        var house = shared.House;
        await house.AddIngrid();
        await LetJoeIn(house, joes);
        var post = await house.Post("Lina walked across the kitchen.");
        var mara = await joes.Lookup(house.MarasHandle);
        await joes.Reply(mara.Id, post, "She is faster than her uncle already.");
        await joes.Like(mara.Id, post);
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        var card = CardOf(ingrid, post);
        await Eventually.Happens("Joe's reply and heart", async () =>
        {
            await ingrid.Page.ReloadAsync();
            return await ingrid.Page.GetByText("faster than her uncle").IsVisibleAsync()
                && await card.GetByLabel("Love, 1").IsVisibleAsync();
        });

        await card.GetByLabel("Love, 1").ClickAsync();
        await Assertions.Expect(card.GetByLabel("Love, 2")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(card.GetByLabel("Love, 2")).ToBeFocusedAsync();
        await card.GetByLabel("Other reactions").ClickAsync();
        await card.GetByLabel("Hooray").ClickAsync();
        await Assertions.Expect(card.GetByLabel("Hooray, 1")).ToBeAttachedAsync();
        await card.GetByLabel("Love, 2").ClickAsync(new() { Delay = 700 });
        await card.GetByLabel("Hooray, 1").ClickAsync();
        await Assertions.Expect(card.GetByLabel("Love, 2")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(card.GetByLabel("Hooray, 1")).ToHaveCountAsync(0);
        await ingrid.Look("reactions-timeline");

        await ingrid.Go(card.GetByRole(AriaRole.Link, new() { Name = "Comment on this post" }));
        await Assertions.Expect(ingrid.Page.GetByLabel("Your comment")).ToBeFocusedAsync();
        await ingrid.Page.GetByLabel("Your comment").FillAsync("Half a");
        await ingrid.Page.ReloadAsync();
        await Assertions.Expect(ingrid.Page.GetByLabel("Your comment")).ToHaveValueAsync("Half a");
        await ingrid.Page.GetByLabel("Your comment").FillAsync("I have watched it *nine* times. Kiss her feet from me.");
        await ingrid.Press("Send");
        await Assertions.Expect(ingrid.Page.Locator(".comment em")).ToHaveTextAsync("nine");
        await Assertions.Expect(ingrid.Page.GetByLabel("Your comment")).ToHaveValueAsync("");
        await ingrid.Look("comments");

        await using var maras = await Phone.Take(browser.Chromium, house.Domain, dark: true, width: 1280, height: 900);
        await maras.SignIn("mara", HouseProgram.MarasPassword);
        await maras.Page.GotoAsync(post);
        await maras.GoTo("Reply to Ingrid");
        await maras.Page.GetByLabel("Your reply to Ingrid").FillAsync("I did. She laughed.");
        await maras.Look("answering-dark");
        await maras.Press("Send");
        await Assertions.Expect(maras.Page.GetByText("to Ingrid")).ToBeVisibleAsync();
        await maras.Look("comments-dark");
        await maras.Go(maras.Page.Locator(".comment", new() { HasText = "faster than her uncle" })
            .GetByRole(AriaRole.Link, new() { Name = "Delete" }));
        await Assertions.Expect(maras.Page.GetByText("keeps its copy")).ToBeVisibleAsync();
        await maras.Look("comment-delete-dark");
        await maras.Press("Delete it for good");
        await Assertions.Expect(maras.Page.GetByText("faster than her uncle")).ToHaveCountAsync(0);
        ingrid.MustHaveAskedOnly(house.Domain);
        maras.MustHaveAskedOnly(house.Domain);
    }

    [Fact]
    public async Task Without_script_one_reacts_and_comments_all_the_same()
    {
        var house = shared.House;
        await house.AddIngrid();
        var post = await house.Post("Frost on the windows.");
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain, _script: false);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        var card = CardOf(ingrid, post);

        await card.GetByLabel("Other reactions").ClickAsync();
        await ingrid.Go(card.GetByLabel("Amazed"));
        await card.GetByLabel("Other reactions").ClickAsync();
        await Assertions.Expect(card.GetByLabel("Amazed, 1")).ToBeVisibleAsync();
        Assert.Equal("/", new Uri(ingrid.Page.Url).AbsolutePath);
        await ingrid.Go(card.GetByRole(AriaRole.Link, new() { Name = "Comment on this post" }));
        await ingrid.Page.GetByLabel("Your comment").FillAsync("Inside, too?");
        await ingrid.Press("Send");
        await Assertions.Expect(ingrid.Page.GetByText("Inside, too?")).ToBeVisibleAsync();
        await ingrid.Go(ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "Edit", Exact = true }));
        await ingrid.Page.GetByLabel("Your comment").FillAsync("On the inside, too?");
        await ingrid.Look("comment-edit-without-script");
        await ingrid.Press("Save changes");
        await Assertions.Expect(ingrid.Page.GetByText("edited")).ToBeVisibleAsync();
        await ingrid.Look("comments-without-script");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_photo_in_a_comment_is_chosen_sent_and_seen_large(bool script)
    {
        var house = shared.House;
        await house.AddIngrid();
        var post = await house.Post("Who remembers the old boat?");
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain, _script: script);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);
        await ingrid.Page.GotoAsync(post);
        var addPhoto = ingrid.Page.GetByText("Add a photo");

        if (script)
        {
            // One tap opens the phone's photos, and the chosen one is shown.
            var chooser = await ingrid.Page.RunAndWaitForFileChooserAsync(() => addPhoto.ClickAsync());
            await chooser.SetFilesAsync(TestRun.Birthday);
            await Assertions.Expect(ingrid.Page.Locator(".with-photo img")).ToBeVisibleAsync();
        }
        else
        {
            await addPhoto.ClickAsync();
            await ingrid.Page.GetByLabel("Choose a photo").SetInputFilesAsync(TestRun.Birthday);
        }
        await ingrid.Page.GetByLabel("What's in the photo?").FillAsync("The boat in 1971");
        await ingrid.Look($"comment-photo-{script}");
        await ingrid.Press("Send");

        var photo = ingrid.Page.Locator(".comment").GetByAltText("The boat in 1971");
        await Assertions.Expect(photo).ToBeVisibleAsync();
        await ingrid.Look($"comment-with-photo-{script}");
        await photo.ClickAsync();
        await Assertions.Expect(ingrid.Page.Locator(".large .stage").GetByAltText("The boat in 1971")).ToBeVisibleAsync();
        await Assertions.Expect(ingrid.Page.GetByLabel("Save this photo")).ToBeVisibleAsync();
        await ingrid.Look($"comment-photo-large-{script}");
        await ingrid.Page.GetByLabel("Close").ClickAsync();
        await Assertions.Expect(photo).ToBeVisibleAsync();
        ingrid.MustHaveAskedOnly(house.Domain);
    }

    /// <summary>A post on the timeline, among those of other tests.</summary>
    private static ILocator CardOf(Phone phone, string post) => phone.Page.Locator($"#post-{post.Split('/')[^1]}");

    private static async Task LetJoeIn(HouseProgram house, PeerProgram joes)
    {
        await joes.Follow(house.MarasHandle);
        await house.LetIn(joes.JoesHandle);
        await joes.Receives("Accept");
    }
}
