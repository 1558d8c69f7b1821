using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Members;

/// <summary>The sign-in page greets whoever signed in on this device before, and nobody else.</summary>
public class KnownDeviceTests(House house) : IClassFixture<House>
{
    private const string Password = "a boat in the reeds";

    [Fact]
    public async Task Who_signed_out_is_greeted_by_name_and_comes_back_with_a_password_alone()
    {
        var berit = await house.AddAsync("Berit Berg", "berit", password: Password);
        using var browser = await SignedOutAsync("berit");

        var door = await browser.TextAsync("/sign-in");
        Assert.Contains("The Lindgrens", door, StringComparison.Ordinal);
        Assert.Contains("Welcome back, Berit", door, StringComparison.Ordinal);
        using var wrong = await browser.SubmitAsync(
            "/sign-in", "/sign-in", ("Input.Handle", berit.Actor.Handle), ("Input.Password", "a boat in the bay"));
        Assert.Equal("That isn't your password. Please try again.", await wrong.ProblemAsync());
        using var answer = await browser.SubmitAsync(
            "/sign-in", "/sign-in", ("Input.Handle", berit.Actor.Handle), ("Input.Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Another_device_somebody_else_and_a_removed_member_are_told_nothing()
    {
        var gun = await house.AddAsync("Gun Berg", "gun", password: Password);
        using var browser = await SignedOutAsync("gun");
        using var eve = new Browser(house);

        Assert.DoesNotContain("Gun", await eve.TextAsync("/sign-in"), StringComparison.Ordinal);
        Assert.DoesNotContain("Gun", await browser.TextAsync("/sign-in?other"), StringComparison.Ordinal);
        Assert.DoesNotContain("Lindgren", await browser.TextAsync("/sign-in?other"), StringComparison.Ordinal);
        House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(gun.Id, House.Cancellation)));
        var door = await browser.TextAsync("/sign-in");
        Assert.DoesNotContain("Gun", door, StringComparison.Ordinal);
        Assert.DoesNotContain("Lindgren", door, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Their_picture_is_shown_there_and_to_no_stranger()
    {
        using var photo = Drawing.Photo(300, 300);
        var kaj = await house.AddAsync("Kaj Berg", "kaj", password: Password);
        using var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync("kaj", Password));
        using (var form = new MultipartFormDataContent
        {
            { new StringContent(await browser.TokenAsync("/me")), "__RequestVerificationToken" },
            { new ByteArrayContent(photo.JpegsaveBuffer()), "avatar", "kaj.jpg" },
        })
        {
            (await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/me?handler=Avatar") { Content = form })).Dispose();
        }
        Assert.NotNull(await house.ReadAsync(db => db.Members.Where(one => one.Id == kaj.Id).Select(one => one.AvatarId).SingleAsync()));
        await SignOutAsync(browser);
        using var eve = new Browser(house);

        Assert.Contains("/sign-in?handler=Face", await browser.TextAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/sign-in?handler=Face"));
        Assert.Equal(HttpStatusCode.NotFound, await eve.StatusAsync("/sign-in?handler=Face"));
    }

    private async Task<Browser> SignedOutAsync(string handle)
    {
        var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync(handle, Password));
        await SignOutAsync(browser);
        return browser;
    }

    private static async Task SignOutAsync(Browser browser) => (await browser.SubmitAsync("/me", "/sign-out")).Dispose();
}
