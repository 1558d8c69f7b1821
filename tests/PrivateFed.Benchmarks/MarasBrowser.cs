using System.Net;
using System.Text.RegularExpressions;

namespace PrivateFed.Benchmarks;

/// <summary>A client in which Mara, the owner, is signed in.</summary>
internal static partial class MarasBrowser
{
    public static async Task<HttpClient> SignInAsync(HouseProcess house)
    {
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(house.Url),
        };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = await browser.TokenAsync("/sign-in"),
            ["Input.Handle"] = "mara",
            ["Input.Password"] = HouseProcess.Password,
        });
        (await browser.PostAsync("/sign-in", form)).EnsureSuccessStatusCode();
        return browser;
    }

    /// <summary>What proves that a form comes from a page of the house.</summary>
    public static async Task<string> TokenAsync(this HttpClient browser, string page) =>
        Token().Match(await browser.GetStringAsync(page)).Groups[1].Value;

    [GeneratedRegex("__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
