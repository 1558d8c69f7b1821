using System.Net;
using System.Text.RegularExpressions;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;
using SetUpLink = PrivateFed.Houses.SetUpLink;

namespace PrivateFed.Tests.Members;

/// <summary>The front door: who comes in, how long they stay, and what a guesser gets.</summary>
public partial class SignInTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Who_signs_in_reads_what_the_family_tells()
    {
        await house.PublishAsync("Ingrid's birthday cake");
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.Contains("birthday cake", await ingrid.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_led_to_a_door_that_says_nothing_of_the_house()
    {
        using var eve = new Browser(house);

        using var answer = await eve.GetAsync("/");
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        var door = await eve.ReadAsync("/sign-in");
        Assert.DoesNotContain("Lindgren", door, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mara", door, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_removed_member_is_out_with_the_next_request()
    {
        var gerd = await house.AddAsync("Gerd", "gerd", password: "a boat called Gerd's");
        using var gerds = new Browser(house);
        Assert.Equal("", await gerds.SignInAsync("gerd", "a boat called Gerd's"));
        Assert.Equal(HttpStatusCode.OK, await gerds.StatusAsync("/family"));
        using var mara = await house.BrowserOfAsync(house.Mara);

        using var removed = await mara.SubmitAsync($"/family/members/{gerd.Id}", $"/family/members/{gerd.Id}?handler=Remove");

        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await gerds.StatusAsync("/family"));
        Assert.NotEqual("", await gerds.SignInAsync("gerd", "a boat called Gerd's"));
    }

    [Fact]
    public async Task The_handle_of_somebody_who_left_is_never_anothers()
    {
        var old =
            House.Value(await house.DoAsync((AddMember add) => add.AddAsync(
                "Olof", "olof", "the red house by the lake", Role.Author, House.Cancellation)));
        House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(old.Id, House.Cancellation)));

        var again = await house.DoAsync((AddMember add) => add.AddAsync(
            "Another Olof", "Olof", "the blue house by the lake", Role.Author, House.Cancellation));

        Assert.False(again.Succeeded);
        using var eve = house.Client();
        using var found = await eve.GetAsync("/.well-known/webfinger?resource=acct:olof@lindgren.test");
        Assert.Equal(HttpStatusCode.NotFound, found.StatusCode);
        eve.DefaultRequestHeaders.Add("Accept", "application/activity+json");
        using var actor = await eve.GetAsync("/users/olof");
        Assert.Equal(HttpStatusCode.Gone, actor.StatusCode);
        Assert.DoesNotContain("Olof", await actor.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session()
    {
        await house.AddAsync("Sara", "sara", password: "four cats and a mouse");
        using var phone = new Browser(house);
        using var laptop = new Browser(house);
        await phone.SignInAsync("sara", "four cats and a mouse");
        await laptop.SignInAsync("sara", "four cats and a mouse");

        using var changed = await phone.SubmitAsync(
            "/me", "/me?handler=Password", ("Passwords.Current", "four cats and a mouse"), ("Passwords.Wanted", "five cats and no mouse"));

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync("/me"));
        Assert.Equal(HttpStatusCode.NotFound, await laptop.StatusAsync("/me"));
        Assert.NotEqual("", await laptop.SignInAsync("sara", "four cats and a mouse"));
        Assert.Equal("", await laptop.SignInAsync("sara", "five cats and no mouse"));
    }

    [Fact]
    public async Task A_cookie_is_good_for_nothing_after_signing_out()
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var thief = new Browser(house) { Session = ingrid.Session };
        Assert.Equal(HttpStatusCode.OK, await thief.StatusAsync("/me"));

        using var left = await ingrid.SubmitAsync("/me", "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await thief.StatusAsync("/me"));
    }

    [Fact]
    public async Task A_session_is_new_with_every_sign_in_and_its_cookie_is_closed_to_scripts()
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        var first = ingrid.Session!;
        ingrid.Cookies.GetCookies(new Uri($"http://{House.Domain}/"))["session"]!.Expired = true;

        using var answer = await ingrid.SubmitAsync(
            "/sign-in", "/sign-in", ("Input.Handle", "ingrid"), ("Input.Password", House.IngridsPassword));

        Assert.NotEqual(first, ingrid.Session);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public async Task A_cookie_that_the_house_did_not_make_is_nobodys(string cookie)
    {
        using var eve = new Browser(house) { Session = cookie };

        Assert.Equal(HttpStatusCode.NotFound, await eve.StatusAsync("/me"));
    }

    [Fact]
    public async Task A_session_ends_after_ninety_days_without_use()
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        house.Clock.Advance(TimeSpan.FromDays(89));
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync("/me"));
        house.Clock.Advance(TimeSpan.FromDays(89));
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync("/me"));

        house.Clock.Advance(TimeSpan.FromDays(91));

        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync("/me"));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_handle_look_the_same()
    {
        using var eve = new Browser(house);

        var wrong = await PageAfterAsync(eve, "tom", "not his password");
        var unknown = await PageAfterAsync(eve, "tim", "not his password");

        Assert.Equal(wrong.Replace("\"tom\"", "\"tim\"", StringComparison.Ordinal), unknown);
        Assert.Contains("go together", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_has_ten_tries_a_minute_and_others_are_not_held_up()
    {
        using var eve = new Browser(house, "127.4.0.1");
        var problems = new List<string>();
        for (var number = 0; number < 12; number++)
        {
            problems.Add(await eve.SignInAsync($"somebody{number}", "a guess at it"));
        }

        Assert.Equal(10, problems.Count(problem => problem.Contains("go together", StringComparison.Ordinal)));
        Assert.Equal(2, problems.Count(problem => problem.Contains("Too many", StringComparison.Ordinal)));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync("/"));
    }

    [Fact]
    public async Task Guessing_at_one_handle_gets_slower_and_the_right_password_still_opens()
    {
        await house.AddAsync("Per", "per", password: "nine apples in a bag");
        for (var number = 0; number < 4; number++)
        {
            using var eve = new Browser(house);
            await eve.SignInAsync("per", "a guess at it");
        }
        using var per = new Browser(house);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal("", await per.SignInAsync("per", "nine apples in a bag"));

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_set_up_link_opens_once_and_nothing_else_does()
    {
        await using var unfinished = await House.UnfinishedAsync();
        var token = (await unfinished.ReadAsync(db => SetUpLink.RenewAsync(db, House.Cancellation)))!;
        using var mara = new Browser(unfinished);
        (string, string)[] wishes = [("Input.House", "The Lindgrens"), ("Input.Name", "Mara"), ("Input.Handle", "mara"),
            ("Input.Password", House.MarasPassword), ("Input.Domain", House.Domain)];
        foreach (var path in new[] { "/set-up", "/set-up/", "/set-up/wrong", $"/set-up/{token.ToUpperInvariant()}",
            $"/set-up/{token[..^1]}", "/users/mara", "/inbox", "/.well-known/webfinger?resource=acct:mara@lindgren.test", "/posts/"
                + Guid.NewGuid() })
        {
            Assert.True(await mara.StatusAsync(path) is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, path);
        }
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync($"/set-up/{token}"));

        using var refused = await mara.SubmitAsync($"/set-up/{token}", "/set-up/wrong", wishes);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var done = await mara.SubmitAsync($"/set-up/{token}", $"/set-up/{token}", wishes);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);

        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/"));
        using var eve = new Browser(unfinished);
        Assert.Equal(HttpStatusCode.NotFound, await eve.StatusAsync($"/set-up/{token}"));
    }

    [Fact]
    public async Task A_house_that_is_not_set_up_answers_signed_requests_with_nothing()
    {
        await using var unfinished = await House.UnfinishedAsync();
        await using var server = await Neighbour.OpenAsync(unfinished);
        var eve = server.Person("eve");

        using var fetched = await eve.GetAsync($"/posts/{Guid.CreateVersion7()}");
        using var sent = await eve.SendAsync(eve.Letter(eve.Follow()));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (fetched.StatusCode, sent.StatusCode));
    }

    private static async Task<string> PageAfterAsync(Browser browser, string handle, string password)
    {
        using var answer = await browser.SubmitAsync("/sign-in", "/sign-in", ("Input.Handle", handle), ("Input.Password", password));
        return Secrets().Replace(await answer.EverythingAsync(), "");
    }

    // Tokens differ from page to page, and so may their length.
    [GeneratedRegex("value=\"CfDJ[^\"]*\"|Content-Length: \\d+")]
    private static partial Regex Secrets();
}
