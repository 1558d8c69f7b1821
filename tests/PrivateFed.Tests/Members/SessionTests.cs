using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members;

/// <summary>
/// Suspicions 7 and 8, B12, and what is left of W3: when sessions end, what they show before a yes, and how cookies are kept.
/// </summary>
public class SessionTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task S7_Taking_a_password_away_signs_out_every_device_that_it_may_have_let_in()
    {
        var nils = await house.AddAsync("Nils", "nils");
        using var thief = new Browser(house);
        Assert.Equal("", await thief.SignInAsync("nils", InTheHouse.Password));
        using var mara = await house.BrowserOfAsync(house.Mara);

        (await mara.SubmitAsync($"/family/members/{nils.Id}", $"/family/members/{nils.Id}?handler=DropPassword")).Dispose();

        Assert.Equal(HttpStatusCode.NotFound, await thief.StatusAsync("/family"));
        using var phone = new Browser(house);
        (await phone.PressAsync(await house.SignInLinkAsync(nils))).Dispose();
        Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync("/family"));
    }

    [Fact]
    public async Task S7_The_desk_signs_out_everywhere_and_takes_the_passkeys_along()
    {
        var rut = await house.AddAsync("Rut", "rut");
        using var ruts = new Browser(house);
        Assert.Equal("", await ruts.SignInAsync("rut", InTheHouse.Password));
        using var passkey = new SoftPasskey();
        (await passkey.MakeAsync(ruts)).Dispose();
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = $"/family/members/{rut.Id}";

        (await mara.SubmitAsync(page, $"{page}?handler=Devices")).Dispose();
        Assert.True(await house.ReadAsync(db => db.Passkeys.AnyAsync(one => one.MemberId == rut.Id)));
        (await mara.SubmitAsync(page, $"{page}?handler=Devices", ("passkeys", "true"))).Dispose();

        Assert.Equal(HttpStatusCode.NotFound, await ruts.StatusAsync("/family"));
        Assert.False(await house.ReadAsync(db => db.Passkeys.AnyAsync(one => one.MemberId == rut.Id)));
    }

    [Theory]
    [InlineData("/manifest.webmanifest")]
    [InlineData("/faces/{0}.webp")]
    [InlineData("/jobs")]
    [InlineData("/photos/{0}/small")]
    public async Task S8_Who_has_not_said_yes_is_shown_nothing_but_the_text(string path)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var id = await house.IdOfAsync(joe);
        await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(actor => actor.HasPicture, true)));
        var handle = $"olof{path.Length}";
        House.Value(
            await house.DoAsync((AddMember add) => add.AddAsync("Olof", handle, InTheHouse.Password, Role.Member, House.Cancellation)));
        using var olof = new Browser(house);
        Assert.Equal("", await olof.SignInAsync(handle, InTheHouse.Password));
        Assert.Equal(HttpStatusCode.OK, await olof.StatusAsync("/welcome"));

        Assert.Equal(HttpStatusCode.NotFound, await olof.StatusAsync(path.Replace("{0}", $"{id}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S8_Whoever_said_yes_has_the_manifest()
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        Assert.Contains("The Lindgrens", await ingrid.ReadAsync("/manifest.webmanifest"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B12_Noting_when_somebody_was_here_writes_back_nothing_else()
    {
        var vera = await house.AddAsync("Vera", "vera");
        using var veras = new Browser(house);
        Assert.Equal("", await veras.SignInAsync("vera", InTheHouse.Password));
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        var now = house.Clock.GetUtcNow();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => veras.StatusAsync("/family"))
            .Append(veras.StatusAsync("/me"))
            .Append(house.DoAsync(async (ChangeName change) => (await change.ChangeAsync(vera.Id, "Vera B", House.Cancellation)).Succeeded
                ? HttpStatusCode.OK
                : HttpStatusCode.Conflict)));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        var seen = await house.ReadAsync(db => db.Members.AsNoTracking().SingleAsync(member => member.Id == vera.Id));
        Assert.Equal("Vera B", seen.Name);
        Assert.True(seen.LastSeenAt >= now);
        Assert.True(await house.ReadAsync(db => db.Sessions.AnyAsync(session => session.MemberId == vera.Id && session.LastSeenAt >= now)));
    }

    [Fact]
    public async Task W3_A_session_ends_after_four_hundred_days_however_much_it_is_used()
    {
        await using var own = await House.OpenAsync();
        using var ingrid = await own.BrowserOfAsync(own.Ingrid);
        for (var day = 0; day < 395; day += 79)
        {
            own.Clock.Advance(TimeSpan.FromDays(79));
            Assert.Equal(HttpStatusCode.OK, await ingrid.StatusAsync("/me"));
        }

        own.Clock.Advance(TimeSpan.FromDays(6));

        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync("/me"));
    }

    [Fact]
    public async Task W3_Every_cookie_is_closed_to_scripts_and_to_other_sites_and_goes_over_https_alone()
    {
        await using var own = await House.OpenAsync("--PrivateFed:TrustedProxies=127.0.0.0/8");
        await using var room = Mailroom.Open();
        await own.UseAsync(room);
        var cookies = new List<string>();
        using var ingrid = new Browser(own);
        // The secure cookies do not go back over http, so each answer is asked for by itself, with what it needs in the request.
        var token = await FieldAsync("/sign-in");
        await SendAsync("/sign-in", token, ("Input.Handle", "ingrid"), ("Input.Password", House.IngridsPassword));
        await SendAsync("/sign-in?handler=Letter", token, ("address", "ingrid@example.org"));
        await SendAsync("/sign-in?handler=PasskeyOptions", token);
        await SendAsync(await own.InvitationAsync("Astrid"), token, ("Input.Name", "Astrid"), ("Input.Handle", "astrid"),
            ("Input.Agrees", "true"), ("Input.Version", "1"));

        var names = cookies.Select(cookie => cookie.Split('=')[0]).ToHashSet();
        Assert.Superset(new HashSet<string> { "form", "session", "device", "way-back", "passkey", "said" }, names);
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i)samesite=(lax|strict)", cookie);
        });

        async Task<(string Cookie, string Field)> FieldAsync(string page)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.Add("X-Forwarded-Proto", "https");
            using var answer = await ingrid.SendAsync(request);
            Keep(answer);
            var text = await answer.Content.ReadAsStringAsync();
            var field = System.Text.RegularExpressions.Regex.Match(
                text, "name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"").Groups[1].Value;
            return (cookies.Single(cookie => cookie.StartsWith("form=", StringComparison.Ordinal)).Split(';')[0], field);
        }

        async Task SendAsync(string target, (string Cookie, string Field) proof, params (string Name, string Value)[] fields)
        {
            using var client = own.Client();
            using var request = new HttpRequestMessage(HttpMethod.Post, target);
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("Cookie", proof.Cookie);
            request.Content = new FormUrlEncodedContent(
                [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("__RequestVerificationToken", proof.Field)]);
            using var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{target}: {answer.StatusCode}");
            Keep(answer);
        }

        void Keep(HttpResponseMessage answer) => cookies.AddRange(answer.Headers.TryGetValues("Set-Cookie", out var set)
            ? set.Where(cookie => !cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal))
            : []);
    }

    [Fact]
    public async Task W6_An_invitation_cannot_be_guessed()
    {
        var link = await house.InvitationAsync("Astrid");
        using var eve = new Browser(house);

        Assert.Equal(40, link["/join/".Length..].Length);
        foreach (var guess in new[] { link[..^1], link + "0", link.ToUpperInvariant()
            .Replace("/JOIN/", "/join/", StringComparison.Ordinal), link[..^1] + (link[^1] == '0' ? '1' : '0') })
        {
            Assert.Equal(HttpStatusCode.NotFound, await eve.StatusAsync(guess));
        }
        Assert.Equal(HttpStatusCode.OK, await eve.StatusAsync(link));
    }

    [Theory]
    [InlineData("/me/prove?to=https://evil.example/")]
    [InlineData("/me/prove?to=//evil.example/")]
    [InlineData("/me/prove?to=%2F%5Cevil.example")]
    public async Task W4_Showing_who_one_is_leads_nowhere_else(string path)
    {
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);

        using var answer = await ingrid.GetAsync(path);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }
}
