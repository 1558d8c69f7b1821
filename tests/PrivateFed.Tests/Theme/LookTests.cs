using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;
using PrivateFed.Theme;

namespace PrivateFed.Tests.Theme;

/// <summary>How the house looks: for those who are in or invited, and readable whatever was chosen.</summary>
[Trait("Database", "none")]
public class LookTests(House house) : IClassFixture<House>
{
    /// <summary>What site.css writes with the accent, and what it writes on its wash.</summary>
    private static readonly (string Paper, string Card, string Ink, string Soft) Light =
        ("faf6f0", "fffdfa", "2a2420", "675c52"), Dark = ("191512", "221d19", "f0e9e1", "b8aca0");

    [Fact]
    public void Whatever_colour_is_chosen_everything_can_be_read_by_day_and_by_night()
    {
        var parts = Enumerable.Range(0, 16).Select(step => (byte)(step * 17)).ToList();
        foreach (var chosen in from red in parts from green in parts from blue in parts select new Colour(red, green, blue))
        {
            var (light, dark) = Accent.Of(chosen);
            AssertReadable(chosen, light, Light);
            AssertReadable(chosen, dark, Dark);
        }
    }

    [Fact]
    public void A_colour_that_can_be_read_stays_as_it_was_chosen() =>
        Assert.All(Swatches.All, hex => Assert.Equal(hex, Accent.Of(Colour.Parse(hex)!.Value).Light.Colour.Hex));

    [Fact]
    public async Task The_colour_is_on_the_pages_of_the_house_and_on_an_invitation_and_strangers_are_not_told()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var stranger = new Browser(house);
        (await mara.SubmitAsync("/family/settings", "/family/settings?handler=Colour", ("colour", "own"), ("own", "#FFEE00"))).Dispose();

        var sheet = ThemeEndpoints.StyleSheetPath("ffee00");
        Assert.Contains(sheet, await ingrid.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains(sheet, await stranger.ReadAsync(await house.InvitationAsync("Vera")), StringComparison.Ordinal);
        foreach (var path in new[] { "/sign-in", "/nothing", "/join/nothing", "/come-in/nothing" })
        {
            Assert.DoesNotContain("/look/", await stranger.ReadAsync(path), StringComparison.Ordinal);
        }
        // Any colour has its sheet, so none tells which one this house has.
        foreach (var (path, status) in new[] { (sheet, 200), (ThemeEndpoints.StyleSheetPath("123456"), 200),
            (ThemeEndpoints.StyleSheetPath("12345g"), 404), ("/look/99/123456.css", 404) })
        {
            using var answer = await stranger.GetAsync(path);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(status == 200 ? "text/css" : "text/html", answer.Content.Headers.ContentType!.MediaType);
        }

        (await mara.SubmitAsync("/family/settings", "/family/settings?handler=Colour", ("colour", Swatches.Brick))).Dispose();
        Assert.DoesNotContain("rel=\"stylesheet\" href=\"/look/", await ingrid.ReadAsync("/"), StringComparison.Ordinal);
        using var refused = await mara.SubmitAsync("/family/settings", "/family/settings?handler=Colour", ("colour", "url(//eve.example)"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task The_picture_is_made_anew_and_shown_to_who_is_in_or_invited_and_to_nobody_else()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        using var ingrid = await house.BrowserOfAsync(house.Ingrid);
        using var stranger = new Browser(house);
        using var secret = await HangAsync(mara, Secrets.InJpeg(Drawing.Photo(1200, 900).JpegsaveBuffer(), 6, Drawing.Photo(16, 12)
            .JpegsaveBuffer()));
        Assert.Equal(HttpStatusCode.Redirect, secret.StatusCode);
        var first = await PictureAsync();
        var (path, invitation) = (ThemeEndpoints.PicturePath(first, HousePicture.Large), await house.InvitationAsync("Vera"));

        Assert.Contains(ThemeEndpoints.PicturePath(first, HousePicture.Small), await ingrid.ReadAsync("/"), StringComparison.Ordinal);
        using var seen = await ingrid.GetAsync(path);
        var bytes = await seen.Content.ReadAsByteArrayAsync();
        using var picture = Image.NewFromBuffer(bytes);
        Assert.Equal((1600, 533), (picture.Width, picture.Height));
        Assert.All(Secrets.Marks, mark => Assert.DoesNotContain(mark, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal));
        Assert.Contains($"{invitation}/small.webp", await stranger.ReadAsync(invitation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await stranger.StatusAsync($"{invitation}/small.webp"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync($"{invitation}/full.jpg"));
        Assert.Equal(await stranger.ReadAsync(ThemeEndpoints.PicturePath(Guid.CreateVersion7(), HousePicture.Large)),
            await stranger.ReadAsync(path));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (await stranger.StatusAsync(path), await stranger.StatusAsync("/join/nothing/small.webp")));

        using var broken = await HangAsync(mara, "no picture"u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, broken.StatusCode);
        Assert.Equal(first, await PictureAsync());
        (await HangAsync(mara, Drawing.Photo(900, 1200).JpegsaveBuffer())).Dispose();
        Assert.NotEqual(first, await PictureAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync(path));
        (await mara.SubmitAsync("/family/settings", "/family/settings?handler=NoPicture")).Dispose();
        Assert.DoesNotContain("/look/", await ingrid.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync($"{invitation}/small.webp"));
    }

    private static void AssertReadable(Colour chosen, Shade shade, (string Paper, string Card, string Ink, string Soft) scheme)
    {
        foreach (var (text, ground) in new[]
        {
            (shade.Colour, Of(scheme.Paper)), (shade.Colour, Of(scheme.Card)), (shade.Colour, shade.Wash), (shade.Ink, shade.Colour),
            (Of(scheme.Ink), shade.Wash), (Of(scheme.Soft), shade.Wash),
        })
        {
            Assert.True(text.Contrast(ground) >= 4.5, $"{chosen.Hex}: {text.Hex} on {ground.Hex} has {text.Contrast(ground):0.00}");
        }
    }

    private static Colour Of(string hex) => Colour.Parse(hex)!.Value;

    private Task<Guid> PictureAsync() =>
        house.ReadAsync(db => db.Houses.Select(one => one.PictureId!.Value).SingleAsync(House.Cancellation));

    private static async Task<HttpResponseMessage> HangAsync(Browser browser, byte[] file)
    {
        using var content = new MultipartFormDataContent();
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Add(part, "file", "house.jpg");
        using var token = new StringContent(await browser.TokenAsync("/family/settings"));
        content.Add(token, "__RequestVerificationToken");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/family/settings?handler=Picture") { Content = content };
        return await browser.SendAsync(request);
    }
}
