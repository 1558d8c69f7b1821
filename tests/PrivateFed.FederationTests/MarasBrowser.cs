using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// Mara, or another of the family, in front of her own site, without script: she opens a page, fills its form in and sends it.
/// </summary>
public sealed partial class MarasBrowser : IDisposable
{
    private const string TokenField = "__RequestVerificationToken";

    private readonly HttpClient _http;

    private MarasBrowser(string domain) =>
        _http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri($"https://{domain}/"),
        };

    public static async Task<MarasBrowser> SignIn(string domain, string password, string handle = "mara")
    {
        var browser = new MarasBrowser(domain);
        await browser.Submit("sign-in", new() { ["Input.Handle"] = handle, ["Input.Password"] = password });
        return browser;
    }

    /// <summary>
    /// Opens the page, sends its form with these fields, and comes to where that leads; anything but a success fails the test.
    /// </summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="fields">What she fills in.</param>
    /// <param name="action">Where the form goes, if not to its page.</param>
    /// <returns>The page to which that leads.</returns>
    public async Task<string> Submit(string page, Dictionary<string, string> fields, string? action = null)
    {
        fields[TokenField] = await TokenOf(page);
        using var content = new FormUrlEncodedContent(fields);
        return await Send(new HttpRequestMessage(HttpMethod.Post, action ?? page) { Content = content });
    }

    /// <summary>A page as a person reads it: letters, not entities.</summary>
    public async Task<string> Read(string page) =>
        WebUtility.HtmlDecode(await _http.GetStringAsync(new Uri(page, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken));

    /// <summary>Writes a post for everybody who is let in; the answer is its id.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="photos">Sent one by one before it, as the composer does.</param>
    public async Task<string> Share(string text, params (string File, string Description)[] photos)
    {
        var id = Guid.CreateVersion7();
        var fields = new Dictionary<string, string>
        {
            ["Input.DraftId"] = $"{id}",
            ["Input.Page"] = $"{Guid.NewGuid()}",
            ["Input.Text"] = text,
            ["Input.Audience"] = "everyone",
            ["do"] = "share",
        };
        foreach (var (place, (file, description)) in photos.Index())
        {
            var photo = await Upload(file);
            fields[$"Input.PhotoIds[{place}]"] = photo;
            fields[$"Input.Descriptions[{photo}]"] = description;
        }

        Assert.Contains($"<article class=\"post\" id=\"post-{id}\"", await Submit("write", fields), StringComparison.Ordinal);
        return $"{_http.BaseAddress}posts/{id}";
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> Upload(string file)
    {
        using var photo = new ByteArrayContent(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        photo.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var content = new MultipartFormDataContent { { new StringContent(await TokenOf("write")), TokenField },
            { photo, "file", Path.GetFileName(file) } };
        var request = new HttpRequestMessage(HttpMethod.Post, "write/photos") { Content = content };
        request.Headers.Accept.ParseAdd("application/json");
        return JsonElement.Parse(await Send(request)).GetProperty("id").GetString()!;
    }

    private async Task<string> TokenOf(string page) =>
        Token().Match(await _http.GetStringAsync(
            new Uri(page, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken)).Groups["token"].Value;

    private async Task<string> Send(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{request.RequestUri} answered {(int)answer.StatusCode}");
            Assert.DoesNotContain("role=\"alert\"", body, StringComparison.Ordinal);
            return body;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
