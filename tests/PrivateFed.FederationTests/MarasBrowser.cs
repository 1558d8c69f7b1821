using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Mara, or another of the family, in front of her own site, without script: she opens a page, fills its form in and sends it.</summary>
public sealed partial class MarasBrowser : IDisposable
{
    private readonly HttpClient http;

    private MarasBrowser(string domain) =>
        http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri($"https://{domain}/") };

    public static async Task<MarasBrowser> SignIn(string domain, string password, string handle = "mara")
    {
        var browser = new MarasBrowser(domain);
        await browser.Submit("sign-in", new() { ["Input.Handle"] = handle, ["Input.Password"] = password });
        return browser;
    }

    /// <summary>Opens the page, sends its form with these fields, and comes to where that leads; anything but a success fails the test.</summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="fields">What she fills in.</param>
    /// <param name="action">Where the form goes, if not to its page.</param>
    public async Task Submit(string page, Dictionary<string, string> fields, string? action = null)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var form = await http.GetStringAsync(new Uri(page, UriKind.RelativeOrAbsolute), cancelled);
        fields["__RequestVerificationToken"] = Token().Match(form).Groups["token"].Value;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(new Uri(action ?? page, UriKind.RelativeOrAbsolute), content, cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"{page} answered {(int)answer.StatusCode}");
        Assert.DoesNotContain("role=\"alert\"", await answer.Content.ReadAsStringAsync(cancelled), StringComparison.Ordinal);
    }

    /// <summary>A page as a person reads it: letters, not entities.</summary>
    public async Task<string> Read(string page) =>
        WebUtility.HtmlDecode(await http.GetStringAsync(new Uri(page, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken));

    /// <summary>Writes a post for everybody who is let in; the answer is its id.</summary>
    public async Task<string> Share(string text)
    {
        await Submit("write", new() { ["Input.Text"] = text, ["Input.Audience"] = "everyone", ["do"] = "share" });
        return $"{http.BaseAddress}posts/{FirstPost().Match(await Read("")).Groups["id"].Value}";
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<article class=\"post\" id=\"post-(?<id>[0-9a-f-]{36})\"")]
    private static partial Regex FirstPost();
}
