using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Notifications.Mail;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Notifications.Mail;

/// <summary>The owner's mail server, the way in by a letter, and invitations that are mailed.</summary>
[Trait("Database", "none")]
public class PostOfficeTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_owner_sets_the_mail_server_up_and_sends_themselves_a_letter()
    {
        await using var room = Mailroom.Open();
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var tom = await house.BrowserOfAsync(house.Tom);
        Assert.Equal(HttpStatusCode.NotFound, await tom.StatusAsync("/family/mail"));

        using var kept = await mara.SubmitAsync("/family/mail", "/family/mail?handler=Keep", Wishes(room.Port));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        using var sent = await mara.SubmitAsync("/family/mail", "/family/mail?handler=Test", ("testAddress", "mara@example.org"));
        Assert.Equal("A test email from The Lindgrens", (await room.ExpectAsync("mara@example.org")).Subject);

        room.Unknown["nobody@example.org"] = true;
        using var refused = await mara.SubmitAsync("/family/mail", "/family/mail?handler=Test", ("testAddress", "nobody@example.org"));
        Assert.Contains("accepted. The mail server said:", await refused.TextAsync(), StringComparison.Ordinal);

        (await mara.SubmitAsync("/family/mail", "/family/mail?handler=End")).Dispose();
        Assert.Contains("set up yet.", await tom.TextAsync("/me/told"), StringComparison.Ordinal);
        Assert.DoesNotContain("Send me a link", await new Browser(house).TextAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_kept_sealed_shown_to_nobody_and_given_to_no_other_server()
    {
        const string secret = "owls-at-night-77";
        using var mara = await house.BrowserOfAsync(house.Mara);
        (await mara.SubmitAsync("/family/mail", "/family/mail?handler=Keep",
            [.. Wishes(2525), ("Input.UserName", "house"), ("Input.Password", secret)])).Dispose();
        Assert.DoesNotContain(secret, await mara.TextAsync("/family/mail"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await house.ReadAsync(db => db.MailServers.Select(office => office.SealedPassword)
            .SingleAsync()), StringComparison.Ordinal);

        using var same = await mara.SubmitAsync(
            "/family/mail", "/family/mail?handler=Keep", [.. Wishes(2525), ("Input.UserName", "house"), ("Input.Show", "Names")]);
        Assert.Equal(HttpStatusCode.Redirect, same.StatusCode);
        Assert.NotNull(await house.ReadAsync(db => db.MailServers.Select(office => office.SealedPassword).SingleAsync()));
        using var elsewhere = await mara.SubmitAsync(
            "/family/mail", "/family/mail?handler=Keep", [.. Wishes(2526), ("Input.UserName", "house")]);
        Assert.Contains("Please enter the password, too", await elsewhere.TextAsync(), StringComparison.Ordinal);
        using var open = await mara.SubmitAsync("/family/mail", "/family/mail?handler=Keep",
            [.. Wishes(2525, "mail.example.org"), ("Input.UserName", "house"), ("Input.Password", secret)]);
        Assert.Contains("Without encryption, the password could be read", await open.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(2525, await house.ReadAsync(db => db.MailServers.Select(office => office.Port).SingleAsync()));
        (await mara.SubmitAsync("/family/mail", "/family/mail?handler=End")).Dispose();
    }

    [Fact]
    public async Task A_link_by_mail_lets_one_device_in_once_within_a_quarter_of_an_hour()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (_, address) = await house.ReaderAsync("Astrid", Rhythm.Never);
        var (_, late) = await house.ReaderAsync("Bodil", Rhythm.Never);
        using var phone = new Browser(house);
        (await AskAsync(phone, address.ToUpperInvariant())).Dispose();
        (await AskAsync(phone, late)).Dispose();
        var (hers, bodils) = ((await room.ExpectAsync(address)).LinkIn("come-in"), (await room.ExpectAsync(late)).LinkIn("come-in"));

        using var inside = await phone.PressAsync(hers);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (inside.StatusCode, inside.Headers.Location!.OriginalString));
        Assert.Contains("Astrid", await phone.TextAsync("/me"), StringComparison.Ordinal);
        using var second = new Browser(house);
        Assert.Equal(HttpStatusCode.NotFound, await second.StatusAsync(hers));
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync(bodils));
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.NotFound, await second.StatusAsync(bodils));
    }

    [Fact]
    public async Task Who_came_for_a_post_is_led_to_it_by_the_letter_on_the_same_device()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (_, address) = await house.ReaderAsync("Ylva", Rhythm.Never);
        var post = $"/posts/{await house.PublishAsync("The lake is frozen")}";
        using var phone = new Browser(house);
        (await phone.SubmitAsync("/sign-in", "/sign-in?handler=Letter", ("address", address), ("Input.Back", post))).Dispose();

        using var inside = await phone.PressAsync((await room.ExpectAsync(address)).LinkIn("come-in"));

        Assert.Equal(post, inside.Headers.Location!.OriginalString);
        Assert.Contains("The lake is frozen", await phone.TextAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_by_mail_replaces_no_password_and_ends_with_the_devices()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (frida, address) = await house.ReaderAsync("Frida", Rhythm.Never);
        using var phone = new Browser(house);
        (await AskAsync(phone, address)).Dispose();
        (await phone.PressAsync((await room.ExpectAsync(address)).LinkIn("come-in"))).Dispose();
        using var changed = await phone.SubmitAsync("/me", "/me?handler=Password", ("Passwords.Wanted", "somebody else's password"));
        Assert.Contains("your current password", await changed.TextAsync(), StringComparison.Ordinal);

        // The owner's link stands beside one that was mailed.
        house.Clock.Advance(MailPreferences.RequestInterval);
        using var stranger = new Browser(house);
        (await AskAsync(stranger, address)).Dispose();
        var mailed = (await room.ExpectAsync(address, 2)).LinkIn("come-in");
        var given = await house.SignInLinkAsync(frida);
        house.Clock.Advance(MailPreferences.RequestInterval);
        (await AskAsync(stranger, address)).Dispose();
        // The third letter told her of the owner's link.
        mailed = (await room.ExpectAsync(address, 4)).LinkIn("come-in");
        using var mara = await house.BrowserOfAsync(house.Mara);
        Assert.Contains("Remove this address", await mara.TextAsync($"/family/members/{frida.Id}"), StringComparison.Ordinal);

        (await mara.SubmitAsync($"/family/members/{frida.Id}", $"/family/members/{frida.Id}?handler=Devices")).Dispose();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await stranger.StatusAsync(mailed), await stranger.StatusAsync(given)));
    }

    [Fact]
    public async Task Whether_an_address_is_anybodys_shows_neither_in_the_answer_nor_in_what_the_house_does_before_it()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (hanna, known) = await house.ReaderAsync("Hanna", Rhythm.Never);
        var unknown = known.Replace("hanna", "janna", StringComparison.Ordinal);
        var ownersLink = await house.SignInLinkAsync(hanna);
        using var eve = new Browser(house);
        var answers = new List<string>();
        foreach (var address in new[] { unknown, known })
        {
            var before = await house.CountRowsAsync();
            using var answer = await AskAsync(eve, address);
            answers.Add(Anonymous(await answer.EverythingAsync(), address));
            Assert.Contains("If we know this address", answers[^1], StringComparison.Ordinal);
            Assert.True((await house.CountRowsAsync())["SignInLinks"] <= before["SignInLinks"] + 1);
        }
        Assert.Equal(answers[0], answers[1]);
        await room.ExpectAsync(known, 2);

        // Asked again at once, it is quiet; and the link that an owner gave still opens.
        (await AskAsync(eve, known)).Dispose();
        await Eventually.Happens("nobody left at the door", () => house.ReadAsync(async db => !await db.Emails.AnyAsync()));
        Assert.Single(room.To(known), letter => letter.TextBody!.Contains("/come-in/", StringComparison.Ordinal));
        Assert.Empty(room.To(unknown));
        Assert.Equal(HttpStatusCode.OK, await eve.StatusAsync(ownersLink));
    }

    [Fact]
    public async Task Who_wants_to_be_asked_for_codes_is_not_let_in_by_a_letter_alone()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        var (tuva, address) = await house.ReaderAsync("Tuva", Rhythm.Never, Role.Author);
        await house.ReadAsync(db => db.Members.Where(member => member.Id == tuva.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.CodeSecret, new byte[20])));
        using var phone = new Browser(house);

        (await AskAsync(phone, address)).Dispose();
        await Eventually.Happens("nobody left at the door", () => house.ReadAsync(async db => !await db.Emails.AnyAsync()));

        Assert.Empty(room.To(address));
    }

    [Fact]
    public async Task An_invitation_can_be_mailed_and_is_not_when_it_was_taken_back_before()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var made = await mara.SubmitAsync(
            "/family/invite", "/family/invite", ("Input.Name", "Olle"), ("Input.MayPost", "false"), ("Input.Address", "olle@example.org"));
        Assert.Contains("on its way to olle@example.org", await mara.TextAsync(made.Headers.Location!.OriginalString),
            StringComparison.Ordinal);
        var letter = await room.ExpectAsync("olle@example.org");
        using var olle = new Browser(house);
        using var joined = await olle.JoinAsync(letter.LinkIn("join"), "Olle", "olle");
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);

        room.IsOverloaded = true;
        using var other = await mara.SubmitAsync(
            "/family/invite", "/family/invite", ("Input.Name", "Rut"), ("Input.MayPost", "false"), ("Input.Address", "rut@example.org"));
        await Eventually.Happens("a letter that was put off", () => house.ReadAsync(db => db.Emails.AnyAsync(one => one.Failures == 1)));
        (await mara.SubmitAsync("/me", $"{other.Headers.Location!.OriginalString}?handler=TakeBack")).Dispose();
        room.IsOverloaded = false;
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.Happens("no letter left", () => house.ReadAsync(async db => !await db.Emails.AnyAsync()));
        Assert.Empty(room.To("rut@example.org"));
    }

    [Fact]
    public async Task The_new_link_of_an_invitation_can_be_mailed_too()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var made = await mara.SubmitAsync("/family/invite", "/family/invite", ("Input.Name", "Siv"), ("Input.MayPost", "false"));
        var page = made.Headers.Location!.OriginalString;

        using var refused = await mara.SubmitAsync(page, $"{page}?handler=Again", ("address", "siv at home"));
        Assert.Contains("an email address such as", await refused.TextAsync(), StringComparison.Ordinal);
        (await mara.SubmitAsync(page, $"{page}?handler=Again", ("address", "siv@example.org"))).Dispose();
        Assert.Contains("on its way to siv@example.org", await mara.TextAsync(page), StringComparison.Ordinal);

        using var siv = new Browser(house);
        using var joined = await siv.JoinAsync((await room.ExpectAsync("siv@example.org")).LinkIn("join"), "Siv", "siv");
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
    }

    private static Task<HttpResponseMessage> AskAsync(Browser browser, string address) =>
        browser.SubmitAsync("/sign-in", "/sign-in?handler=Letter", ("address", address));

    private static string Anonymous(string answer, string address) =>
        System.Text.RegularExpressions.Regex.Replace(
            answer.Replace(address, "ADDRESS", StringComparison.Ordinal), "(__RequestVerificationToken\"[^>]* value=\")[^\"]+", "$1");

    private static (string Name, string Value)[] Wishes(int port, string host = "127.0.0.1") =>
        [("Input.Host", host), ("Input.Port", $"{port}"), ("Input.Security", "None"), ("Input.From", BeingTold.From),
            ("Input.Show", "Words")];
}
