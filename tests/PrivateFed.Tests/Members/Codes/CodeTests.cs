using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Members.Codes;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members.Codes;

/// <summary>Codes of the phone on top of the password, and recovery codes instead of them. Each works once.</summary>
public partial class CodeTests(House house) : IClassFixture<House>
{
    // RFC 6238, appendix B, the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt("12345678901234567890"u8.ToArray(), DateTimeOffset.FromUnixTimeSeconds(seconds)));

    // RFC 4648, section 10.
    [Theory]
    [InlineData("foobar", "MZXW6YTBOI")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("f", "MY")]
    public void The_secret_is_written_as_apps_read_it(string bytes, string text) =>
        Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public async Task With_codes_the_password_alone_opens_nothing_and_a_code_works_once()
    {
        var nora = await house.AddAsync("Nora", "nora", Role.Author);
        var secret = Totp.NewSecret();
        var recovery = await StartAsync(nora, secret);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = Totp.CodeAt(secret, house.Clock.GetUtcNow());

        using var phone = new Browser(house);
        using var halfway = await TellPasswordAsync(phone, "nora");
        Assert.Equal(HttpStatusCode.NotFound, await phone.StatusAsync("/me"));
        using var wrong = await TellCodeAsync(phone, halfway, "000000");
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        using var inside = await TellCodeAsync(phone, halfway, code);
        Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);

        using var second = new Browser(house);
        using var again = await TellCodeAsync(second, await TellPasswordAsync(second, "nora"), code);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var recovered = await TellCodeAsync(
            second, await TellPasswordAsync(second, "nora"), $"{recovery[0][..5].ToUpperInvariant()}-{recovery[0][5..]}");
        Assert.Equal(HttpStatusCode.Redirect, recovered.StatusCode);
        using var third = new Browser(house);
        using var twice = await TellCodeAsync(third, await TellPasswordAsync(third, "nora"), recovery[0]);
        Assert.Equal(HttpStatusCode.OK, twice.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("7f1c2a30-0000-7000-8000-000000000000")]
    public async Task A_code_without_the_password_before_it_opens_nothing(string halfway)
    {
        using var eve = new Browser(house);

        using var answer = await eve.SubmitAsync("/sign-in", "/sign-in?handler=Code", ("halfway", halfway), ("code", "123456"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await eve.StatusAsync("/me"));
    }

    [Fact]
    public async Task Codes_are_asked_for_only_when_the_phone_has_proved_that_it_makes_the_right_ones()
    {
        var leo = await house.AddAsync("Leo", "leo", Role.Author);
        using var phone = new Browser(house);
        await phone.SignInAsync("leo", InTheHouse.Password);
        var page = await phone.ReadAsync("/me/codes");
        var secret = SealedSecret().Match(page).Groups["secret"].Value;
        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);

        using var wrong = await phone.SubmitAsync("/me/codes", "/me/codes?handler=Start", ("sealedSecret", secret), ("code", "12"));
        Assert.Contains("the current code", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await house.ReadAsync(db => db.Members.Where(member => member.Id == leo.Id).Select(member => member.CodeSecret)
            .SingleAsync()));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync("/me/codes"));
    }

    [Fact]
    public async Task To_be_asked_no_longer_takes_a_code()
    {
        var kim = await house.AddAsync("Kim", "kim", Role.Author);
        using var phone = new Browser(house);
        await phone.SignInAsync("kim", InTheHouse.Password);
        var recovery = await StartAsync(kim, Totp.NewSecret());

        using var wrong = await phone.SubmitAsync("/me/codes", "/me/codes?handler=Stop", ("code", "aaaaabbbbb"));
        Assert.NotNull(await house.ReadAsync(db => db.Members.Where(member => member.Id == kim.Id).Select(member => member.CodeSecret)
            .SingleAsync()));
        using var right = await phone.SubmitAsync("/me/codes", "/me/codes?handler=Stop", ("code", recovery[1]));

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.False(await house.ReadAsync(db => db.RecoveryCodes.AnyAsync(code => code.MemberId == kim.Id)));
    }

    [Fact]
    public async Task Whoever_lost_the_phone_and_the_recovery_codes_begins_anew_by_a_link_of_the_owner()
    {
        var eva = await house.AddAsync("Eva", "eva", Role.Author);
        await StartAsync(eva, Totp.NewSecret());
        var link = await house.SignInLinkAsync(eva);
        using var phone = new Browser(house);
        (await phone.SubmitAsync(link, link)).Dispose();

        (await phone.SubmitAsync("/me", "/me?handler=Password", ("Passwords.Wanted", "everything lost but the hat"))).Dispose();

        using var laptop = new Browser(house);
        Assert.Equal("", await laptop.SignInAsync("eva", "everything lost but the hat"));
        Assert.False(await house.ReadAsync(db => db.RecoveryCodes.AnyAsync(code => code.MemberId == eva.Id)));
    }

    private async Task<IReadOnlyList<string>> StartAsync(Member member, byte[] secret)
    {
        var started = await house.DoAsync((ConfigureTotp ask) => ask.StartAsync(
            member.Id, secret, Totp.CodeAt(secret, house.Clock.GetUtcNow()), House.Cancellation));
        Assert.True(started.Succeeded, started.Refusal?.Sentence);
        return started.Value;
    }

    private static Task<HttpResponseMessage> TellPasswordAsync(Browser browser, string handle) =>
        browser.SubmitAsync("/sign-in", "/sign-in", ("Input.Handle", handle), ("Input.Password", InTheHouse.Password));

    private static async Task<HttpResponseMessage> TellCodeAsync(Browser browser, HttpResponseMessage afterPassword, string code) =>
        await browser.SubmitAsync("/sign-in", "/sign-in?handler=Code",
            ("halfway", Halfway().Match(await afterPassword.Content.ReadAsStringAsync()).Groups["token"].Value), ("code", code));

    [GeneratedRegex("name=\"halfway\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Halfway();

    [GeneratedRegex("name=\"sealedSecret\" value=\"(?<secret>[^\"]+)\"")]
    private static partial Regex SealedSecret();
}
