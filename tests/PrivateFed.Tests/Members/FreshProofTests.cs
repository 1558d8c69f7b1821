using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Members.Codes;
using PrivateFed.Members.Invitations;
using PrivateFed.Notifications;
using PrivateFed.Notifications.Mail;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members;

/// <summary>
/// F, G: a session alone makes, changes and gives no way in; whoever is signed in shows anew that it is them, and is told of every change.
/// </summary>
public partial class FreshProofTests(House house) : IClassFixture<House>
{
    private const string Asks = "Please confirm that it’s you";

    [Fact]
    public async Task F_A_passkey_is_made_only_by_who_has_just_shown_that_it_is_them()
    {
        var (sara, browser) = await SignedInAsync("Sara");
        using var passkey = new SoftPasskey();

        using var refused = await passkey.MakeAsync(browser);
        Assert.Equal((HttpStatusCode.Forbidden, "/me/prove?to=%2Fme"), (refused.StatusCode, await refused.Content.ReadAsStringAsync()));
        var asked = await browser.TextAsync("/me/prove?to=%2Fme");
        Assert.Contains(Asks, asked, StringComparison.Ordinal);
        Assert.Contains("<p class=\"back\"><a href=\"/me\">", asked, StringComparison.Ordinal);
        using var wrong = await browser.SubmitAsync("/me", "/me/prove?to=%2Fme", ("Proof.Password", "not her password"));
        Assert.Contains("your current password", await wrong.TextAsync(), StringComparison.Ordinal);
        using var right = await browser.SubmitAsync("/me", "/me/prove?to=%2Fme", ("Proof.Password", InTheHouse.Password));
        Assert.Equal("/me", right.Headers.Location?.OriginalString);
        using var made = await passkey.MakeAsync(browser);

        Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
        Assert.Single(await house.ReadAsync(db => db.Passkeys.Where(one => one.MemberId == sara.Id).ToListAsync()));
        Assert.Contains("A passkey was added to your account: Firefox on Linux", await browser.TextAsync("/news"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task F_A_proof_is_of_one_device_and_of_ten_minutes()
    {
        var (_, browser) = await SignedInAsync("Elin");
        using var other = new Browser(house);
        (await browser.SubmitAsync("/me", "/me/prove", ("Proof.Password", InTheHouse.Password))).Dispose();
        using var passkey = new SoftPasskey();
        using var thief = new Browser(house) { Session = browser.Session };
        Assert.Equal("", await other.SignInAsync(await HandleAsync("Elin"), InTheHouse.Password));
        house.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/me/prove"));

        house.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK),
            (await browser.StatusAsync("/me/prove"), await other.StatusAsync("/me/prove")));
    }

    [Fact]
    public async Task F_A_passkey_shows_who_it_is_too_but_not_somebody_elses()
    {
        var (_, browser) = await SignedInAsync("Vera", minutesAgo: 0);
        var (_, others) = await SignedInAsync("Otto", minutesAgo: 0);
        using var passkey = new SoftPasskey();
        using var ottos = new SoftPasskey();
        (await passkey.MakeAsync(browser)).Dispose();
        (await ottos.MakeAsync(others)).Dispose();
        house.Clock.Advance(TimeSpan.FromMinutes(11));

        using var wrong = await ottos.AnswerAsync(browser, "/me/prove", await SoftPasskey.AskAsync(browser, "/me/prove"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/me/prove"));
        using var right = await passkey.AnswerAsync(browser, "/me/prove", await SoftPasskey.AskAsync(browser, "/me/prove"));

        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/me/prove"));
    }

    [Fact]
    public async Task G_Codes_are_switched_on_only_with_the_password_and_nothing_of_the_form_is_lost()
    {
        var (nora, browser) = await SignedInAsync("Nora", role: Role.Author);
        var page = await browser.ReadAsync("/me/codes");
        var sealedSecret = SealedSecret().Match(page).Groups["secret"].Value;
        var secret = Base32(Typed().Match(page).Groups["secret"].Value);
        (string, string)[] form = [("sealedSecret", sealedSecret), ("code", Totp.CodeAt(secret, house.Clock.GetUtcNow()))];

        using var asked = await browser.SubmitAsync("/me/codes", "/me/codes?handler=Start", form);
        var text = await asked.TextAsync();
        Assert.Contains(Asks, text, StringComparison.Ordinal);
        Assert.Contains("action=\"/me/codes?handler=Start\"", text, StringComparison.Ordinal);
        Assert.Null(await CodeSecretAsync(nora.Id));
        using var done = await browser.SubmitAsync(
            "/me/codes", "/me/codes?handler=Start", [.. FieldsOf(text), ("Proof.Password", InTheHouse.Password)]);

        Assert.Contains("Keep these in case", await done.TextAsync(), StringComparison.Ordinal);
        Assert.NotNull(await CodeSecretAsync(nora.Id));
        Assert.Contains("now needs a code", await browser.TextAsync("/news"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task G_Running_codes_are_not_replaced_without_one_of_them()
    {
        var (nora, browser) = await SignedInAsync("Ylva", minutesAgo: 0, role: Role.Author);
        var before = Totp.NewSecret();
        House.Value(await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(
            nora.Id, before, Totp.CodeAt(before, house.Clock.GetUtcNow()), House.Cancellation)));
        var kept = await CodeSecretAsync(nora.Id);
        var thiefs = Totp.NewSecret();

        var again = await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(
            nora.Id, thiefs, Totp.CodeAt(thiefs, house.Clock.GetUtcNow()), House.Cancellation));
        using var renewed = await browser.SubmitAsync("/me/codes", "/me/codes?handler=Renew", ("code", "000000"));

        Assert.False(again.Succeeded);
        Assert.Contains("That code isn't right", await renewed.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(kept, await CodeSecretAsync(nora.Id));
    }

    [Fact]
    public async Task G_Whoever_is_asked_for_codes_shows_a_code_and_the_password_does_not_do()
    {
        var (member, browser) = await SignedInAsync("Moa", minutesAgo: 0, role: Role.Author);
        var secret = Totp.NewSecret();
        var recovery =
            House.Value(await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(
                member.Id, secret, Totp.CodeAt(secret, house.Clock.GetUtcNow()), House.Cancellation)));
        house.Clock.Advance(TimeSpan.FromMinutes(11));

        using var byPassword = await browser.SubmitAsync("/me", "/me/prove", ("Proof.Password", InTheHouse.Password));
        Assert.Equal(HttpStatusCode.Forbidden, byPassword.StatusCode);
        using var byCode = await browser.SubmitAsync("/me", "/me/prove", ("Proof.Code", recovery[0]));

        Assert.Equal(HttpStatusCode.Redirect, byCode.StatusCode);
    }

    [Theory]
    [InlineData("a link")]
    [InlineData("an owner")]
    [InlineData("an invitation")]
    [InlineData("a renewed invitation")]
    [InlineData("a mail server")]
    public async Task F_An_owner_gives_a_way_in_only_after_showing_who_they_are(string what)
    {
        var tom = await house.AddAsync("Tove", $"tove{Guid.NewGuid().ToString("N")[..8]}", Role.Author);
        var invitation =
            House.Value(
                await house.DoAsync((Invite invite) => invite.InviteAsync(house.Mara.Id, "Rut", Role.Member, [], House.Cancellation)));
        using var mara = await house.BrowserOfAsync(house.Mara);
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        var name = $"Astrid {Guid.NewGuid().ToString("N")[..8]}";
        (string Page, string Target, (string, string)[] Form) = what switch
        {
            "a link" => ($"/family/members/{tom.Id}", $"/family/members/{tom.Id}?handler=Link", Array.Empty<(string, string)>()),
            "an owner" => ($"/family/members/{tom.Id}", $"/family/members/{tom.Id}?handler=Owner", []),
            "an invitation" => ("/family/invite", "/family/invite", [("Input.Name", name), ("Input.MayPost", "true")]),
            "a renewed invitation" => ($"/family/invitations/{invitation.Id}", $"/family/invitations/{invitation.Id}?handler=Again", []),
            _ => ("/family/mail", "/family/mail?handler=Keep", [("Input.Host", "localhost"), ("Input.Port", "2525"),
                ("Input.Security", "None"), ("Input.From", "eve@evil.example"), ("Input.Show", "Words")]),
        };
        var before = await StateAsync();

        using var asked = await mara.SubmitAsync(Page, Target, Form);
        var text = await asked.TextAsync();
        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Contains(Asks, text, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
        using var done = await mara.SubmitAsync(Page, Target, [.. FieldsOf(text), ("Proof.Password", House.MarasPassword)]);

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.NotEqual(before, await StateAsync());

        Task<string> StateAsync() => house.ReadAsync(async db =>
            $"{await db.SignInLinks.CountAsync(link => link.MemberId == tom.Id)} {await db.Members.Where(one => one.Id == tom.Id).Select(one => one.Role).SingleAsync()} "
            + $"{await db.Invitations.CountAsync(one => one.Name == name && one.Role == Role.Author)} {await db.Invitations.Where(one => one.Id == invitation.Id).Select(one => one.EndsAt).SingleAsync():O} "
            + $"{await db.MailServers.Select(one => one.From).FirstOrDefaultAsync()}");
    }

    [Fact]
    public async Task F_Who_has_nothing_to_show_it_with_makes_their_first_password_and_is_told()
    {
        using var astrid = new Browser(house);
        (await astrid.JoinAsync(await house.InvitationAsync("Astrid"), "Astrid", "astrid")).Dispose();
        house.Clock.Advance(TimeSpan.FromDays(2));

        using var chosen = await astrid.SubmitAsync("/me", "/me?handler=Password", ("Passwords.Wanted", "a bear in the larder"));

        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Contains("Your password was changed", await astrid.TextAsync("/news"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F_Who_has_but_an_address_shows_it_by_a_mailed_link()
    {
        await using var own = await House.OpenAsync();
        await using var room = Mailroom.Open();
        await own.UseAsync(room);
        using var astrid = new Browser(own);
        (await astrid.JoinAsync(await own.InvitationAsync("Astrid"), "Astrid", "astrid")).Dispose();
        var member = await own.ReadAsync(db => db.Members.AsNoTracking().SingleAsync(member => member.Name == "Astrid"));
        await own.WriteToAsync(member, "astrid@example.org", Rhythm.Never);
        own.Clock.Advance(TimeSpan.FromDays(2));
        (string, string)[] form = [("Passwords.Wanted", "a bear in the larder")];

        using var asked = await astrid.SubmitAsync("/me", "/me?handler=Password", form);
        Assert.Contains("email a link to astrid@example.org", await asked.TextAsync(), StringComparison.Ordinal);
        using var sent = await astrid.SubmitAsync("/me", "/me?handler=Password", [.. form, ("Proof.Letter", "yes")]);
        var link = (await room.ExpectAsync("astrid@example.org")).LinkIn("come-in");
        Assert.Contains("Yes, it’s me", await astrid.TextAsync(link), StringComparison.Ordinal);
        (await astrid.PressAsync(link)).Dispose();
        using var done = await astrid.SubmitAsync("/me", "/me?handler=Password", form);

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        // However rarely she wishes to be written to, she is told of this at once.
        var told = await room.ExpectAsync("astrid@example.org", 2);
        Assert.Equal("How you sign in to The Lindgrens has changed", told.Subject);
        Assert.Contains("Your password was changed", told.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/come-in/", told.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F_A_new_address_of_who_has_no_password_asks_who_it_is()
    {
        await using var own = await House.OpenAsync();
        await using var room = Mailroom.Open();
        await own.UseAsync(room);
        var dag = await own.AddAsync("Dag", "dag");
        using var browser = new Browser(own);
        Assert.Equal("", await browser.SignInAsync("dag", InTheHouse.Password));
        using var passkey = new SoftPasskey();
        Assert.Equal(HttpStatusCode.NoContent, (await passkey.MakeAsync(browser)).StatusCode);
        await own.ReadAsync(db => db.Members.Where(member => member.Id == dag.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.PasswordHash, "")));
        own.Clock.Advance(TimeSpan.FromMinutes(11));
        (string, string)[] wishes = [("Input.Address", "thief@example.org"), ("Input.Rhythm", "Never"), ("Input.Hour", "18")];

        using var asked = await browser.SubmitAsync("/me/told", "/me/told?handler=Letters", wishes);

        Assert.Contains(Asks, await asked.TextAsync(), StringComparison.Ordinal);
        Assert.False(await own.ReadAsync(db => db.MailPreferences.AnyAsync(box => box.MemberId == dag.Id)));
    }

    [Fact]
    public async Task F_Signing_out_everywhere_takes_the_passkeys_along_if_one_wishes()
    {
        var (ida, browser) = await SignedInAsync("Ida", minutesAgo: 0);
        using var passkey = new SoftPasskey();
        (await passkey.MakeAsync(browser)).Dispose();
        using var thief = new Browser(house);
        (await passkey.AnswerAsync(thief, "/sign-in", await SoftPasskey.AskAsync(thief, "/sign-in"))).Dispose();
        Assert.Equal(HttpStatusCode.OK, await thief.StatusAsync("/me"));
        Assert.Contains("Also remove my passkeys", await browser.TextAsync("/me"), StringComparison.Ordinal);

        using var done = await browser.SubmitAsync("/me", "/me?handler=Everywhere", ("passkeys", "true"));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (await browser.StatusAsync("/me"), await thief.StatusAsync("/me")));
        Assert.False(await house.ReadAsync(db => db.Passkeys.AnyAsync(one => one.MemberId == ida.Id)));
        using var back = await passkey.AnswerAsync(thief, "/sign-in", await SoftPasskey.AskAsync(thief, "/sign-in"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, back.StatusCode);
    }

    [Fact]
    public async Task F_Every_way_in_stands_on_the_page_about_oneself()
    {
        var (ella, browser) = await SignedInAsync("Ella", minutesAgo: 0, role: Role.Author);
        using var passkey = new SoftPasskey();
        (await passkey.MakeAsync(browser)).Dispose();
        var secret = Totp.NewSecret();
        House.Value(await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(
            ella.Id, secret, Totp.CodeAt(secret, house.Clock.GetUtcNow()), House.Cancellation)));
        await house.WriteToAsync(ella, "ella@example.org", Rhythm.Never);
        await house.SignInLinkAsync(ella);

        var page = await browser.TextAsync("/me");

        Assert.Contains("Remove passkey: Firefox on Linux", page, StringComparison.Ordinal);
        Assert.Contains("10 recovery codes left.", page, StringComparison.Ordinal);
        Assert.Contains("ella@example.org", page, StringComparison.Ordinal);
        Assert.Contains("A link was made for you", page, StringComparison.Ordinal);
        Assert.Contains("There's a link for you to sign in with", await browser.TextAsync("/news"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F_Who_gets_a_link_reads_who_made_it_and_what_to_do_if_it_was_not_asked_for()
    {
        var (rut, browser) = await SignedInAsync("Rut");
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = $"/family/members/{rut.Id}";

        (await mara.SubmitAsync(page, $"{page}?handler=Link", ("Proof.Password", InTheHouse.Password))).Dispose();

        Assert.Contains("Mara Lindgren made you a link to sign in with, for a new phone perhaps. It works once. If you didn't ask for it, "
            + "ask Mara Lindgren.", await browser.TextAsync("/news"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/family/invite", "/family/invite")]
    [InlineData("/family/members/RUT", "/family/members/RUT?handler=Link")]
    public async Task F_Whoever_is_asked_who_they_are_can_go_back_to_where_they_were(string page, string action)
    {
        var (_, browser) = await SignedInAsync($"Agda{page.Length}", role: Role.Owner);
        string Here(string path) => path.Replace("RUT", $"{house.Ingrid.Id}", StringComparison.Ordinal);

        using var asked = await browser.SubmitAsync("/me", Here(action), ("Input.Name", "Astrid"));

        var text = await asked.TextAsync();
        Assert.Contains(Asks, text, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"back\"><a href=\"{Here(page)}\">", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F_Every_change_in_how_one_signs_in_has_its_sentence()
    {
        var (olle, browser) = await SignedInAsync("Olle", minutesAgo: 0);
        AuditAction[] kinds = [AuditAction.PasskeyAdded, AuditAction.PasswordSet, AuditAction.CodesStarted, AuditAction.CodesRenewed,
            AuditAction.CodesStopped, AuditAction.AddressConfirmed, AuditAction.LinkMade, AuditAction.MadeOwner];
        await house.ReadAsync(async db =>
        {
            foreach (var kind in kinds)
            {
                await NotifyOfAccessChange.StageAsync(
                    db, olle.Id, kind, "Safari on an iPhone", house.Clock.GetUtcNow(), House.Cancellation);
            }
            return await db.SaveChangesAsync();
        });

        var news = await browser.TextAsync("/news");

        Assert.Equal(kinds.Length, Regex.Count(news, "<a href=\"/me\">"));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        Assert.DoesNotContain("now an owner", await ingrid.TextAsync("/news"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F_A_password_is_not_guessed_faster_from_inside_than_from_outside()
    {
        var (_, browser) = await SignedInAsync("Rolf");
        var refusals = new List<string>();
        for (var number = 0; number < 12; number++)
        {
            using var answer = await browser.SubmitAsync("/me", "/me/prove", ("Proof.Password", $"guess number {number}"));
            refusals.Add(await answer.TextAsync());
            house.Clock.Advance(TimeSpan.FromSeconds(9));
        }

        // Ten a minute from one address, and signing in was the first.
        Assert.Equal(3, refusals.Count(text => text.Contains("Too many tries", StringComparison.Ordinal)));
    }

    private async Task<(Member Member, Browser Browser)> SignedInAsync(string name, int minutesAgo = 11, Role role = Role.Member)
    {
        var member = await house.AddAsync(name, await HandleAsync(name), role);
        var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync(await HandleAsync(name), InTheHouse.Password));
        house.Clock.Advance(TimeSpan.FromMinutes(minutesAgo));
        return (member, browser);
    }

    private static Task<string> HandleAsync(string name) => Task.FromResult($"{name.ToLowerInvariant()}_proof");

    private Task<byte[]?> CodeSecretAsync(Guid id) =>
        house.ReadAsync(db => db.Members.Where(member => member.Id == id).Select(member => member.CodeSecret).SingleAsync())!;

    /// <summary>What the page that asks brings along.</summary>
    private static IEnumerable<(string, string)> FieldsOf(string page) =>
        Hidden().Matches(page).Select(field => (field.Groups["name"].Value, field.Groups["value"].Value))
            .Where(field => field.Item1 != "__RequestVerificationToken");

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Where(char.IsLetterOrDigit)
            .Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2)
            .PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }

    [GeneratedRegex("name=\"sealedSecret\" value=\"(?<secret>[^\"]+)\"")]
    private static partial Regex SealedSecret();

    [GeneratedRegex("Or type this in: <b class=\"address\">(?<secret>[^<]+)<")]
    private static partial Regex Typed();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
