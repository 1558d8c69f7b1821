using System.Net;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members.Passkeys;

/// <summary>Suspicion 5: what a passkey was asked for one thing answers no other, and nothing twice.</summary>
public class PasskeyTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task S5_A_passkey_signs_in()
    {
        using var passkey = new SoftPasskey();
        using var phone = await WithPasskeyAsync("nils", passkey);
        using var other = new Browser(house);

        using var inside = await passkey.AnswerAsync(other, "/sign-in", await SoftPasskey.AskAsync(other, "/sign-in"));

        Assert.Equal((HttpStatusCode.OK, "/"), (inside.StatusCode, await inside.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync("/me"));
    }

    [Fact]
    public async Task S5_A_challenge_is_answered_once_even_by_who_kept_its_cookie()
    {
        using var passkey = new SoftPasskey();
        using var phone = await WithPasskeyAsync("lisa", passkey);
        using var other = new Browser(house);
        var asked = await SoftPasskey.AskAsync(other, "/sign-in");
        var answer = passkey.Assert(asked);
        var cookie = other.Cookies.GetCookies(new Uri($"http://{House.Domain}/"))["passkey"]!.Value;
        using var first = await SoftPasskey.PostAsync(other, "/sign-in", "/sign-in?handler=Passkey", answer);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        using var thief = new Browser(house);
        thief.Cookies.Add(new Cookie("passkey", cookie, "/", House.Domain));
        using var second = await SoftPasskey.PostAsync(
            thief, "/sign-in", "/sign-in?handler=Passkey", (System.Text.Json.Nodes.JsonObject)answer.DeepClone());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await thief.StatusAsync("/me"));
    }

    [Theory]
    [InlineData("/me/prove")]
    [InlineData("/me")]
    public async Task S5_What_was_asked_for_something_else_signs_nobody_in(string askedAt)
    {
        using var passkey = new SoftPasskey();
        using var phone = await WithPasskeyAsync($"rut{askedAt.Length}", passkey);
        using var asking = await SoftPasskey.PostAsync(phone, "/me", $"{askedAt}?handler=PasskeyOptions");
        var asked = System.Text.Json.Nodes.JsonNode.Parse(await asking.Content.ReadAsStringAsync())!.AsObject();
        var cookie = phone.Cookies.GetCookies(new Uri($"http://{House.Domain}/"))["passkey"]!.Value;

        using var thief = new Browser(house);
        thief.Cookies.Add(new Cookie("passkey", cookie, "/", House.Domain));
        using var answer = await SoftPasskey.PostAsync(thief, "/sign-in", "/sign-in?handler=Passkey", passkey.Assert(asked));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await thief.StatusAsync("/me"));
    }

    [Fact]
    public async Task S5_An_answer_of_five_minutes_ago_or_to_nothing_signs_nobody_in()
    {
        using var passkey = new SoftPasskey();
        using var phone = await WithPasskeyAsync("gun", passkey);
        using var other = new Browser(house);
        var asked = await SoftPasskey.AskAsync(other, "/sign-in");
        other.Cookies.GetCookies(new Uri($"http://{House.Domain}/"))["passkey"]!.Expired = true;

        using var answer = await passkey.AnswerAsync(other, "/sign-in", asked);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private async Task<Browser> WithPasskeyAsync(string handle, SoftPasskey passkey)
    {
        await house.AddAsync(handle, handle, Role.Member);
        var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync(handle, InTheHouse.Password));
        using var made = await passkey.MakeAsync(browser);
        Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
        return browser;
    }
}
