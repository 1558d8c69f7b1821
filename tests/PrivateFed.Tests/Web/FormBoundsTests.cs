using System.Net;
using System.Text;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web;

/// <summary>H: what strangers send to pages is small, and nothing of it is remembered.</summary>
[Trait("Database", "none")]
public class FormBoundsTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in?handler=Letter")]
    [InlineData("/sign-in?handler=Code")]
    [InlineData("/come-in/0123456789")]
    [InlineData("/join/0123456789")]
    [InlineData("/set-up/0123456789")]
    [InlineData("/confirm/0123456789")]
    [InlineData("/unsubscribe/0123456789")]
    public async Task H_A_page_for_everybody_reads_no_more_than_16_kilobytes(string path)
    {
        using var eve = new Browser(house);

        Assert.True(await StatusAsync(eve, path, 40_000) is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or null);
    }

    [Theory]
    [InlineData("/me?handler=Name", "NewName")]
    [InlineData("/me?handler=Password", "Passwords.Wanted")]
    [InlineData("/me/told?handler=Letters", "Input.Address")]
    [InlineData("/write", "Input.Text")]
    public async Task H_A_field_of_whoever_is_signed_in_is_bounded_too(string path, string field)
    {
        using var tom = await house.BrowserOfAsync(house.Tom);

        Assert.True(await StatusAsync(tom, path, 600_000, field) is HttpStatusCode.BadRequest
            or HttpStatusCode.RequestEntityTooLarge or null);
    }

    [Fact]
    public async Task H_The_longest_post_still_fits()
    {
        using var tom = await house.BrowserOfAsync(house.Tom);

        Assert.Equal(HttpStatusCode.Redirect,
            await StatusAsync(tom, "/write", 20_000, "Input.Text", '\u96EA', ("do", "share"), ("Input.Audience", "everyone")));
    }

    private static async Task<HttpStatusCode?> StatusAsync(
        Browser browser, string path, int length, string field = "Input.Handle", char letter = 'x', params (string, string)[] more)
    {
        try
        {
            using var answer = await browser.SubmitAsync(browser.Session is null ? "/sign-in"
                : "/me", path, [(field, new string(letter, length)), .. more]);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
