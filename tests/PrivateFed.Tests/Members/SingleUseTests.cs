using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Members.Codes;
using PrivateFed.Members.SignInLinks;
using PrivateFed.Notifications;
using PrivateFed.Posts.Drafts;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Members;

/// <summary>What is good for one use, used by several at the same instant: one gets what it is for, the others a plain no.</summary>
public partial class SingleUseTests(House house) : IClassFixture<House>
{
    private const int AtOnce = 4;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task B9_Of_devices_that_tell_the_same_code_at_once_one_comes_in(bool ofPhone)
    {
        var (member, secret, recovery) = await WithCodesAsync();
        var devices = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => HalfwayAsync(member)));
        var code = ofPhone ? Totp.CodeAt(secret, house.Clock.GetUtcNow()) : recovery[0];

        var answers = await Task.WhenAll(devices.Select(device => TellCodeAsync(device, code)));

        AssertOneCameIn(answers);
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.OK),
            answer => Assert.Matches("(right, or has already been used|tried this too many times)", answer.Text));
    }

    [Fact]
    public async Task B9_One_password_with_several_codes_at_once_opens_once()
    {
        var (member, _, recovery) = await WithCodesAsync();
        var device = await HalfwayAsync(member);

        var answers = await Task.WhenAll(recovery.Take(3).Select(code => TellCodeAsync(device, code)));

        AssertOneCameIn(answers);
    }

    [Fact]
    public async Task B9_Of_forms_that_begin_with_codes_at_once_one_begins()
    {
        var member = await house.AddAsync("Leo", $"leo{Guid.NewGuid().ToString("N")[..8]}", Role.Author);
        var secret = Totp.NewSecret();
        var code = Totp.CodeAt(secret, house.Clock.GetUtcNow());

        var results = await Task.WhenAll(Enumerable.Range(0, AtOnce)
            .Select(_ => house.DoAsync((ConfigureTotp ask) => ask.StartAsync(member.Id, secret, code, House.Cancellation))));

        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded),
            result => Assert.Matches("already been used|already turned on", result.Refusal!.Sentence));
        Assert.Equal(10, await house.ReadAsync(db => db.RecoveryCodes.CountAsync(kept => kept.MemberId == member.Id)));
    }

    [Fact]
    public async Task B9_Recovery_codes_that_are_made_anew_with_two_of_the_old_ones_at_once_are_ten()
    {
        var (member, _, recovery) = await WithCodesAsync();

        var results = await Task.WhenAll(recovery.Take(3)
            .Select(code => house.DoAsync((ConfigureTotp ask) => ask.RenewAsync(member.Id, code, House.Cancellation))));

        Assert.Contains(results, result => result.Succeeded);
        Assert.InRange(await house.ReadAsync(db => db.RecoveryCodes.CountAsync(kept => kept.MemberId == member.Id)), 10, 10);
    }

    [Fact]
    public async Task B9_Of_browsers_that_use_the_set_up_link_at_once_one_has_the_house()
    {
        await using var unfinished = await House.UnfinishedAsync();
        var path = $"/set-up/{await unfinished.ReadAsync(db => SetUpLink.RenewAsync(db, House.Cancellation))}";
        var browsers = Enumerable.Range(0, AtOnce).Select(_ => new Browser(unfinished)).ToList();
        var tokens = await Task.WhenAll(browsers.Select(browser => browser.TokenAsync(path)));

        var answers = await Task.WhenAll(browsers.Select(async (browser, number) => await ReadAsync(await browser.PostAsync(
            path, ("Input.House", "The Lindgrens"), ("Input.Name", "Mara"), ("Input.Handle", number % 2 == 0 ? "mara"
                : $"mara{number}"), ("Input.Password", House.MarasPassword), ("Input.Domain", House.Domain),
            ("__RequestVerificationToken", tokens[number])))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Redirect), answer =>
            Assert.True(answer.Status == HttpStatusCode.NotFound
                || answer.Text.Contains("already set up", StringComparison.Ordinal), $"{answer.Status}: {answer.Text}"));
        Assert.Equal((1, 1, 0),
            await unfinished.ReadAsync(async db => (await db.Houses.CountAsync(), await db.Members.CountAsync(),
                await db.SetUpLinks.CountAsync())));
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task B9_Of_devices_that_confirm_an_address_at_once_one_does_and_the_old_one_gets_one_letter()
    {
        var member = await house.AddAsync("Dagny", $"dagny{Guid.NewGuid().ToString("N")[..8]}");
        var secret = LinkSecret.New();
        await house.WriteToAsync(member, "before@example.org");
        await house.ReadAsync(async db =>
        {
            (await db.MailPreferences.SingleAsync(box => box.MemberId == member.Id)).RequestConfirmation(
                "after@example.org", LinkSecret.Hash(secret), house.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var phones = Enumerable.Range(0, AtOnce).Select(_ => new Browser(house)).ToList();
        var tokens = await Task.WhenAll(phones.Select(phone => phone.TokenAsync($"/confirm/{secret}")));

        var answers = await Task.WhenAll(phones.Select(async (phone, number) =>
            await ReadAsync(await phone.PostAsync($"/confirm/{secret}", ("__RequestVerificationToken", tokens[number])))));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK or HttpStatusCode.Redirect);
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK
            or HttpStatusCode.Redirect or HttpStatusCode.NotFound, $"{answer.Status}"));
        Assert.Equal(1, await house.ReadAsync(db => db.Emails.CountAsync(letter => letter.MemberId == member.Id)));
        Assert.Equal(1, await house.ReadAsync(db => db.News.CountAsync(news => news.MemberId == member.Id
            && news.Kind == NewsKind.Access)));
        phones.ForEach(phone => phone.Dispose());
    }

    [Fact]
    public async Task B9_Of_links_that_are_made_for_somebody_at_once_one_opens_and_lets_one_device_in()
    {
        var member = await house.AddAsync("Ulf", $"ulf{Guid.NewGuid().ToString("N")[..8]}");
        for (var round = 0; round < 2; round++)
        {
            var secrets =
                (await Task.WhenAll(Enumerable.Range(0, AtOnce)
                    .Select(_ => house.DoAsync(
                        (CreateSignInLink give) => give.CreateAsync(member.Id, House.Cancellation))))).Select(House.Value).ToList();

            var opened = await Task.WhenAll(secrets.Concat(secrets)
                .Select(secret =>
                    house.DoAsync<SignInByLink, bool>(async come => await come.SignInAsync(secret, House.Cancellation) is not null)));

            Assert.Single(opened, one => one);
        }
    }

    [Fact]
    public async Task B9_An_answer_of_a_passkey_that_is_sent_several_times_at_once_opens_once()
    {
        using var passkey = new SoftPasskey();
        var handle = $"lisa{Guid.NewGuid().ToString("N")[..8]}";
        await house.AddAsync("Lisa", handle);
        using var phone = new Browser(house);
        Assert.Equal("", await phone.SignInAsync(handle, InTheHouse.Password));
        (await passkey.MakeAsync(phone)).Dispose();
        using var other = new Browser(house);
        var answer = passkey.Assert(await SoftPasskey.AskAsync(other, "/sign-in"));
        var cookie = other.Cookies.GetCookies(new Uri($"http://{House.Domain}/"))["passkey"]!.Value;

        var statuses = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            using var one = new Browser(house);
            one.Cookies.Add(new Cookie("passkey", cookie, "/", House.Domain));
            using var said = await SoftPasskey.PostAsync(one, "/sign-in", "/sign-in?handler=Passkey", (JsonObject)answer.DeepClone());
            return said.StatusCode;
        }));

        Assert.Single(statuses, status => status == HttpStatusCode.OK);
        Assert.All(statuses.Where(status => status != HttpStatusCode.OK),
            status => Assert.Equal(HttpStatusCode.UnprocessableEntity, status));
    }

    [Fact]
    public async Task L7_Of_processes_that_take_a_row_at_once_one_has_it()
    {
        var now = house.Clock.GetUtcNow();
        var draft = Guid.CreateVersion7();
        await house.ReadAsync(async db =>
        {
            var kept = new Draft { Id = draft, AuthorId = house.Mara.Id, SavedAt = now, Text = "Later" };
            kept.ShareLater(now.AddDays(30));
            db.Drafts.Add(kept);
            return await db.SaveChangesAsync();
        });

        var taken = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => house.ReadAsync(db => EnqueueScheduled.TakeAsync(db, draft, now.AddDays(31), House.Cancellation))));

        Assert.Single(taken, one => one);
        await house.ReadAsync(db => db.Drafts.Where(one => one.Id == draft).ExecuteDeleteAsync());
    }

    private sealed record Said(HttpStatusCode Status, string Text);

    private static void AssertOneCameIn(Said[] answers)
    {
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
        // A form that arrives after its browser was signed in belongs to nobody any more (400).
        Assert.All(answers, answer => Assert.True(
            answer.Status is HttpStatusCode.Redirect or HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{answer.Status}"));
    }

    private static async Task<Said> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return new Said(answer.StatusCode, await answer.TextAsync());
        }
    }

    private async Task<(Member Member, byte[] Secret, IReadOnlyList<string> Recovery)> WithCodesAsync()
    {
        var member = await house.AddAsync("Nora", $"nora{Guid.NewGuid().ToString("N")[..8]}", Role.Author);
        var secret = Totp.NewSecret();
        var recovery =
            House.Value(await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(
                member.Id, secret, Totp.CodeAt(secret, house.Clock.GetUtcNow()), House.Cancellation)));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        return (member, secret, recovery);
    }

    private sealed record Device(Browser Browser, string Halfway, string Token);

    /// <summary>A device on which the password was told, with the form for the code open.</summary>
    private async Task<Device> HalfwayAsync(Member member)
    {
        var browser = new Browser(house);
        var handle = await house.ReadAsync(db => db.Actors.Where(actor => actor.MemberId == member.Id).Select(actor => actor.Handle)
            .SingleAsync());
        using var told = await browser.SubmitAsync(
            "/sign-in", "/sign-in", ("Input.Handle", handle), ("Input.Password", InTheHouse.Password));
        return new Device(browser, Halfway().Match(await told.Content.ReadAsStringAsync()).Groups["token"].Value,
            await browser.TokenAsync("/sign-in"));
    }

    private static async Task<Said> TellCodeAsync(Device device, string code) =>
        await ReadAsync(await device.Browser.PostAsync(
            "/sign-in?handler=Code", ("halfway", device.Halfway), ("code", code), ("__RequestVerificationToken", device.Token)));

    [GeneratedRegex("name=\"halfway\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Halfway();
}
