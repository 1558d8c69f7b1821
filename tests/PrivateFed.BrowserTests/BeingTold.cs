using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using MimeKit;
using PrivateFed.FederationTests;
using PrivateFed.Tests.Rig;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>Ingrid is told by letter, ends that with one click, and comes in on a new phone by a letter with a link.</summary>
public sealed partial class BeingTold(Browser browser)
{
    private const string Address = "ingrid@example.org";

    [Fact]
    public async Task Ingrid_is_written_to_as_often_as_she_chose_and_comes_in_on_a_new_phone_with_one_tap()
    {
        await using var room = Mailroom.Open();
        await using var house = await HouseProgram.Open();
        await house.AddIngrid();
        await SetUpMail(house, room);
        await using var ingrid = await Phone.Take(browser.Chromium, house.Domain);
        await ingrid.SignIn("ingrid", HouseProgram.IngridsPassword);

        await GiveAddress(ingrid);
        await ingrid.Page.GotoAsync(LinkIn(await room.ExpectAsync(Address), "confirm"));
        await ingrid.Look("confirm");
        await ingrid.Press("Yes, email me here");
        await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(Address);

        await house.Post("The first snow lies on the roof.");
        await ingrid.Page.GotoAsync("/");
        await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "News: something new" })).ToBeVisibleAsync();
        await LetTimePass(house, TimeSpan.FromMinutes(5));
        var digest = await room.ExpectAsync(Address, 2);
        await ingrid.Page.GotoAsync(LinkIn(digest, "sign-in?to=%2Fposts"));
        await Assertions.Expect(ingrid.Page.GetByText("The first snow lies on the roof.")).ToBeVisibleAsync();
        await ingrid.GoTo("News: something new");
        await ingrid.Look("news");
        await Assertions.Expect(ingrid.Page.GetByRole(AriaRole.Link, new() { Name = "Mara posted" })).ToBeVisibleAsync();
        await Assertions.Expect(ingrid.Page.Locator(".dot")).ToHaveCountAsync(0);

        await using var phone = await Phone.Take(browser.Chromium, house.Domain, dark: true);
        await phone.Page.GotoAsync(LinkIn(digest, "unsubscribe"));
        await phone.Look("unsubscribe-dark");
        await phone.Press("Stop sending me emails");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Nothing is sent to");

        await phone.Page.GotoAsync("/sign-in");
        await phone.Page.GetByLabel("Your email address").FillAsync(Address);
        await phone.Press("Send me a link");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("an email with a link is on its way");
        await phone.Look("sign-in-by-mail-dark");
        await phone.Page.GotoAsync(LinkIn(await room.ExpectAsync(Address, 3), "come-in"));
        await phone.InTaps(1, async () =>
        {
            await phone.Press("Sign in");
            await Assertions.Expect(phone.Page.GetByText("The first snow lies on the roof.")).ToBeVisibleAsync();
        });
        ingrid.MustHaveAskedOnly(house.Domain);
        phone.MustHaveAskedOnly(house.Domain);
    }

    private async Task SetUpMail(HouseProgram house, Mailroom room)
    {
        await using var mara = await Phone.Take(browser.Chromium, house.Domain, width: 1280, height: 900);
        await mara.SignIn("mara", HouseProgram.MarasPassword);
        await mara.Page.GotoAsync("/me/told");
        await mara.GoTo("email settings");
        await mara.Page.GetByLabel("Server name").FillAsync("127.0.0.1");
        await mara.Page.GetByLabel("Port", new() { Exact = true }).FillAsync($"{room.Port}");
        await mara.Page.GetByLabel("Not encrypted").CheckAsync();
        await mara.Page.GetByLabel("Address that emails come from").FillAsync("house@lindgren.test");
        await mara.Press("Save");
        await mara.Page.GetByLabel("Your email address").FillAsync("mara@example.org");
        await mara.Press("Send me a test email");
        await Assertions.Expect(mara.Page.GetByText("The mail server has accepted an email")).ToBeVisibleAsync();
        await mara.Look("family-mail");
        await room.ExpectAsync("mara@example.org");
    }

    private static async Task GiveAddress(Phone ingrid)
    {
        await ingrid.Page.GotoAsync("/me");
        await ingrid.GoTo("Check your settings");
        // This Chromium may show nothing by itself, and says so.
        await ingrid.Page.GetByRole(AriaRole.Button, new() { Name = "Notify me on this device" }).ClickAsync();
        await Assertions.Expect(ingrid.Page.Locator("#push-problem")).ToContainTextAsync("allow it. You can change that");
        await ingrid.Page.GetByLabel("Your email address").FillAsync(Address);
        await ingrid.Page.GetByLabel("Your password, if the address is new").FillAsync(HouseProgram.IngridsPassword);
        await ingrid.Page.GetByLabel("Right away").CheckAsync();
        await ingrid.Press("Save");
        await Assertions.Expect(ingrid.Page.GetByText("is on its way to")).ToBeVisibleAsync();
        await ingrid.Look("told");
    }

    /// <summary>For what is gathered before it is sent: as if it had happened earlier.</summary>
    private static async Task LetTimePass(HouseProgram house, TimeSpan time)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(house.Data, "privatefed.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(
            """UPDATE "News" SET "At" = "At" - $ticks; UPDATE "MailPreferences" SET "Since" = "Since" - $ticks""", connection);
        command.Parameters.AddWithValue("$ticks", time.Ticks);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static string LinkIn(MimeMessage letter, string page) =>
        Links().Matches(letter.TextBody!).Select(link => link.Value).First(link => link.Contains($"/{page}", StringComparison.Ordinal));

    [GeneratedRegex("https?://[^\\s]+")]
    private static partial Regex Links();
}
