using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Audit;
using PrivateFed.Members;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members;

/// <summary>A person can have a picture: for the house, and for the servers of people who are let in.</summary>
public class AvatarTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_member_chooses_replaces_and_removes_their_picture_and_only_the_house_sees_it()
    {
        var vera = await house.AddAsync("Vera", "vera");
        using var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync("vera", InTheHouse.Password));
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var stranger = new Browser(house);
        // Twelve megapixels: what a phone takes.
        using var photo = Drawing.Photo(4000, 3000);
        using var first = await ChooseAsync(browser, "/me", Secrets.InJpeg(photo.JpegsaveBuffer(), 6, Drawing.Photo(16, 12)
            .JpegsaveBuffer()));
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var path = await PathAsync(vera);

        Assert.Contains(path, await browser.ReadAsync("/me"), StringComparison.Ordinal);
        Assert.Contains(path, await browser.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains(path, await ingrid.ReadAsync("/family"), StringComparison.Ordinal);
        using var seen = await ingrid.GetAsync(path);
        var bytes = await seen.Content.ReadAsByteArrayAsync();
        using var picture = Image.NewFromBuffer(bytes);
        Assert.Equal((176, 176, "image/webp"), (picture.Width, picture.Height, seen.Content.Headers.ContentType!.MediaType));
        Assert.All(Secrets.Marks, mark => Assert.DoesNotContain(mark, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync(path));

        foreach (var file in new[] { "no picture"u8.ToArray(), [], "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray() })
        {
            using var broken = await ChooseAsync(browser, "/me", file);
            Assert.Contains("role=\"alert\"", await broken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(path, await PathAsync(vera));
        }

        (await ChooseAsync(browser, "/me", Drawing.Photo(300, 500).PngsaveBuffer())).Dispose();
        Assert.NotEqual(path, await PathAsync(vera));
        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync(path));
        Assert.Equal(2, Files(vera).Length);

        (await browser.SubmitAsync("/me", "/me?handler=NoAvatar")).Dispose();
        Assert.DoesNotContain("/faces/", await browser.ReadAsync("/me"), StringComparison.Ordinal);
        Assert.Empty(Files(vera));
    }

    [Fact]
    public async Task The_owner_sets_it_for_others_which_is_written_down_and_it_goes_when_they_go()
    {
        var bo = await house.AddAsync("Bo", "bo");
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var set = await ChooseAsync(mara, $"/family/members/{bo.Id}", Drawing.Photo(400, 400).JpegsaveBuffer());
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        var path = await PathAsync(bo);
        Assert.Contains(path, await mara.ReadAsync("/family/desk"), StringComparison.Ordinal);
        Assert.True(await house.ReadAsync(db => db.AuditEntries.AnyAsync(deed => deed.Action == AuditAction.AvatarChosen
            && deed.AboutId == bo.Id && deed.WhoId == house.Mara.Id)));
        Assert.Contains("Bo has a new picture", WebUtility.HtmlDecode(await mara.ReadAsync("/family/log")), StringComparison.Ordinal);

        using var byIngrid = await ChooseAsync(ingrid, "/me", Drawing.Photo(40, 40).JpegsaveBuffer(), $"/family/members/{bo.Id}");
        Assert.Equal(HttpStatusCode.NotFound, byIngrid.StatusCode);
        Assert.Equal(path, await PathAsync(bo));

        var files = Files(bo);
        House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(bo.Id, House.Cancellation)));
        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync(path));
        Assert.All(files, file => Assert.False(File.Exists(file)));
    }

    [Fact]
    public async Task Servers_with_somebody_who_is_let_in_are_told_each_by_a_link_of_its_own_that_ends_with_their_last()
    {
        await using var joes = await Neighbour.OpenAsync(house);
        await using var annas = await Neighbour.OpenAsync(house, "other-server.test");
        await using var eves = await Neighbour.OpenAsync(house);
        var (joe, anna, eve) = (joes.Person("joe"), annas.Person("anna"), eves.Person("eve"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(anna);
        await eve.TellAsync(eve.Follow());
        joes.Forget();
        annas.Forget();

        using var mara = await house.BrowserOfAsync(house.Mara);
        (await ChooseAsync(mara, "/me", Drawing.Photo(900, 700).JpegsaveBuffer())).Dispose();

        var icon = Icon((await joes.ExpectAsync("Update"))[0].Json.GetProperty("object"));
        var annasIcon = Icon((await annas.ExpectAsync("Update"))[0].Json.GetProperty("object"));
        Assert.NotEqual(icon, annasIcon);
        Assert.Matches(@"^/media/avatars/[0-9a-f/]+\.jpg$", icon);
        Assert.Empty(eves.Received);
        using (var asked = await joe.GetAsync("/users/mara"))
        {
            Assert.Equal(icon, Icon(await asked.JsonAsync()));
        }
        using (var asked = await eve.GetAsync("/users/mara"))
        {
            Assert.False((await asked.JsonAsync()).TryGetProperty("icon", out _));
        }
        using (var fetched = await joes.Client.GetAsync(icon))
        {
            using var picture = Image.NewFromBuffer(await fetched.Content.ReadAsByteArrayAsync());
            Assert.Equal((400, 400, "image/jpeg"), (picture.Width, picture.Height, fetched.Content.Headers.ContentType!.MediaType));
        }
        foreach (var bent in new[] { icon[..^5]
            + (icon[^5] == '0' ? "1.jpg" : "0.jpg"), icon.Replace("/avatars", "", StringComparison.Ordinal), icon[..^4] + ".webp" })
        {
            using var nothing = await joes.Client.GetAsync(bent);
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        }

        await house.RemoveAsync(joe);
        using (var gone = await joes.Client.GetAsync(icon))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
        annas.Forget();
        (await mara.SubmitAsync("/me", "/me?handler=NoAvatar")).Dispose();
        Assert.False((await annas.ExpectAsync("Update"))[0].Json.GetProperty("object").TryGetProperty("icon", out _));
        using var replaced = await annas.Client.GetAsync(annasIcon);
        Assert.Equal(HttpStatusCode.NotFound, replaced.StatusCode);
    }

    private static string Icon(JsonElement actor)
    {
        Assert.Equal(("Image", "image/jpeg"), (actor.GetProperty("icon").Text("type"), actor.GetProperty("icon").Text("mediaType")));
        return new Uri(actor.GetProperty("icon").Text("url")!).AbsolutePath;
    }

    private async Task<string> PathAsync(Member member) =>
        $"/faces/{await house.ReadAsync(db => db.Members.Where(one => one.Id == member.Id).Select(one => one.AvatarId).SingleAsync(House.Cancellation))}.webp";

    private string[] Files(Member member)
    {
        var folder = Path.Combine(house.Part<PrivateFed.Houses.Settings>().MediaFolder, "avatars");
        var ids = house.ReadAsync(db => db.Members.Where(one => one.Id != member.Id && one.AvatarId != null)
            .Select(one => one.AvatarId!.Value).ToListAsync()).GetAwaiter().GetResult();
        return [.. Directory.GetFiles(folder)
            .Where(file => !ids.Any(id => Path.GetFileName(file).StartsWith($"{id:N}", StringComparison.Ordinal)))];
    }

    private static async Task<HttpResponseMessage> ChooseAsync(Browser browser, string page, byte[] file, string? target = null)
    {
        using var content = new MultipartFormDataContent();
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Add(part, "avatar", "me.jpg");
        using var token = new StringContent(await browser.TokenAsync(page));
        content.Add(token, "__RequestVerificationToken");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{target ?? page}?handler=Avatar") { Content = content };
        return await browser.SendAsync(request);
    }
}
