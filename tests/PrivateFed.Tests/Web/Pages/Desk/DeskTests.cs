using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members.Passkeys;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web.Pages.Desk;

/// <summary>The owner's desk: what waits, who has access and from where, and how it ends.</summary>
public class DeskTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_desk_shows_what_waits_and_who_has_access_from_where()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var circle = await house.CircleAsync(house.Ingrid);
        await house.WelcomeAsync(joe, circle);
        await ann.TellAsync(ann.Follow());
        await house.InvitationAsync("Astrid");
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var mara = await house.BrowserOfAsync(house.Mara);

        var desk = WebUtility.HtmlDecode(await mara.ReadAsync("/family/desk"));

        var name = await house.ReadAsync(db => db.Circles.Where(one => one.Id == circle).Select(one => one.Name)
            .SingleAsync(House.Cancellation));
        Assert.Contains($"/family/requests/{await house.IdOfAsync(ann)}", desk, StringComparison.Ordinal);
        Assert.Contains("Astrid", desk, StringComparison.Ordinal);
        Assert.Contains($"@joe@{server.Host}</span> · In {name}", desk, StringComparison.Ordinal);
        var ingrids = desk[desk.IndexOf($"/family/members/{house.Ingrid.Id}", StringComparison.Ordinal)..];
        ingrids = ingrids[..ingrids.IndexOf("</li>", StringComparison.Ordinal)];
        Assert.Contains($"In {name}", ingrids, StringComparison.Ordinal);
        Assert.Contains("Last seen today", ingrids, StringComparison.Ordinal);
        Assert.Contains("Firefox on Linux", ingrids, StringComparison.Ordinal);
        Assert.Contains("/family/space", desk, StringComparison.Ordinal);
        Assert.Matches(@"\d [MG]B used, \d+ GB left\.", desk);
        Assert.Contains("/family/desk", await mara.ReadAsync("/family"), StringComparison.Ordinal);
        Assert.DoesNotContain("/family/desk", await ingrid.ReadAsync("/family"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/family/desk")]
    [InlineData("/family/log")]
    [InlineData("/family/settings")]
    public async Task For_everybody_else_it_is_not_there(string page)
    {
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var eve = new Browser(house);

        foreach (var browser in new[] { tom, ingrid, eve })
        {
            Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync(page));
            Assert.Equal(await browser.ReadAsync("/family/nothing"), await browser.ReadAsync(page));
        }
        using var changed = await tom.SubmitAsync("/me", "/family/settings?handler=Name", ("Name", "Tom's place"), ("language", "en"));
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
    }

    [Fact]
    public async Task What_waits_comes_first_then_people_then_the_house()
    {
        await house.InvitationAsync("Astrid");
        using var mara = await house.BrowserOfAsync(house.Mara);

        var desk = await mara.ReadAsync("/family/desk");

        var places = new[] { "id=\"waiting\"", "id=\"access\"", "id=\"invited\"", "id=\"house\"" }
            .Select(part => desk.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("Only you see this.", desk, StringComparison.Ordinal);
        Assert.Contains("Email isn't set up yet.", WebUtility.HtmlDecode(desk), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour", "Colour", "The new colour is saved.", "colour", "2b6349")]
    [InlineData("names", "Name", "Saved.", "Name", "The Lindgrens")]
    public async Task What_was_saved_is_said_beside_it(string form, string handler, string said, string field, string value)
    {
        await using var alone = await House.OpenAsync();
        using var mara = await alone.BrowserOfAsync(alone.Mara);

        using var saved = await mara.SubmitAsync(
            "/family/settings", $"/family/settings?handler={handler}", (field, value), ("language", "en"));

        Assert.Equal($"/family/settings#{form}", saved.Headers.Location?.OriginalString);
        var page = await mara.ReadAsync("/family/settings");
        var beside = page[page.IndexOf($"id=\"{form}\"", StringComparison.Ordinal)..];
        Assert.Contains(said, beside[..beside.IndexOf("</form>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(page.IndexOf(said, StringComparison.Ordinal), page.LastIndexOf(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_phone_is_shut_out_device_passkey_and_password()
    {
        var nils = await house.AddAsync("Nils", "nils");
        using var phone = new Browser(house);
        using var tablet = new Browser(house);
        Assert.Equal("", await phone.SignInAsync("nils", InTheHouse.Password));
        Assert.Equal("", await tablet.SignInAsync("nils", InTheHouse.Password));
        var passkey = await AddPasskeyAsync(nils.Id);
        using var mara = await house.BrowserOfAsync(house.Mara);
        var page = $"/family/members/{nils.Id}";
        var session = await house.ReadAsync(db => db.Sessions.Where(one => one.MemberId == nils.Id).OrderBy(one => one.StartedAt)
            .Select(one => one.Id).FirstAsync(House.Cancellation));

        (await mara.SubmitAsync(page, $"{page}?handler=Device", ("sessionId", $"{session}"))).Dispose();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK),
            (await phone.StatusAsync("/family"), await tablet.StatusAsync("/family")));
        (await mara.SubmitAsync(page, $"{page}?handler=DropPasskey", ("passkeyId", $"{passkey}"))).Dispose();
        Assert.False(await house.ReadAsync(db => db.Passkeys.AnyAsync(one => one.MemberId == nils.Id, House.Cancellation)));
        (await mara.SubmitAsync(page, $"{page}?handler=DropPassword")).Dispose();
        using var another = new Browser(house);
        Assert.NotEqual("", await another.SignInAsync("nils", InTheHouse.Password));
        (await mara.SubmitAsync(page, $"{page}?handler=Devices")).Dispose();

        Assert.Equal(HttpStatusCode.NotFound, await tablet.StatusAsync("/family"));
        Assert.Contains("Not signed in anywhere", await mara.ReadAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_owners_end_what_is_somebody_elses_and_nobody_their_own_last_way_in_from_here()
    {
        var passkey = await AddPasskeyAsync(house.Ingrid.Id);
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var mara = await house.BrowserOfAsync(house.Mara);

        foreach (var (handler, field, value) in new[] { ("DropPasskey", "passkeyId", $"{passkey}"), ("DropPassword", "x", "x"),
            ("Devices", "x", "x"), ("Remove", "x", "x") })
        {
            using var answer = await tom.SubmitAsync("/me", $"/family/members/{house.Ingrid.Id}?handler={handler}", (field, value));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var own = await mara.SubmitAsync("/me", $"/family/members/{house.Mara.Id}?handler=DropPassword");

        Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);
        Assert.True(await house.ReadAsync(db => db.Passkeys.AnyAsync(one => one.Id == passkey, House.Cancellation)));
        Assert.True(await house.ReadAsync(db => db.Members.AllAsync(member => member.PasswordHash != "" || member.RemovedAt != null
            || member.Name == "Nils", House.Cancellation)));
    }

    [Fact]
    public async Task The_houses_name_and_language_change_for_everybody_also_when_another_process_changes_them()
    {
        await using var alone = await House.OpenAsync();
        using var mara = await alone.BrowserOfAsync(alone.Mara);
        Assert.Contains("<html lang=\"en\">", await FromFinlandAsync(mara), StringComparison.Ordinal);

        using var kept = await mara.SubmitAsync(
            "/family/settings", "/family/settings?handler=Name", ("Name", "Haus am See"), ("language", "de"));
        using var refused = await mara.SubmitAsync("/family/settings", "/family/settings?handler=Name", ("Name", " "), ("language", "de"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (kept.StatusCode, refused.StatusCode));
        var page = await FromFinlandAsync(mara);
        Assert.Contains("Haus am See", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", page, StringComparison.Ordinal);
        await alone.ReadAsync(db => db.Houses
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Name, "Huset vid sjön").SetProperty(one => one.Language, "sv")));
        await Eventually.Happens("the other process's name", async () => (await FromFinlandAsync(mara)) is var seen
            && seen.Contains("Huset vid sj", StringComparison.Ordinal) && seen.Contains("<html lang=\"sv\">", StringComparison.Ordinal));
    }

    private static async Task<string> FromFinlandAsync(Browser browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/family");
        request.Headers.Add("Accept-Language", "fi");
        using var answer = await browser.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<Guid> AddPasskeyAsync(Guid memberId) => house.ReadAsync(async db =>
    {
        var passkey = new Passkey
        {
            MemberId = memberId,
            CredentialId = Guid.NewGuid().ToByteArray(),
            PublicKey = [1],
            SignCount = 0,
            Device = "Safari on an iPhone",
            AddedAt = DateTimeOffset.UtcNow,
        };
        db.Passkeys.Add(passkey);
        await db.SaveChangesAsync(House.Cancellation);
        return passkey.Id;
    });
}
