using System.Net;
using System.Text.RegularExpressions;
using PrivateFed.Members;

namespace PrivateFed.Tests.Rig;

/// <summary>Somebody's browser: it keeps cookies and sends forms as they stand on the page.</summary>
public sealed partial class Browser : IDisposable
{
    private static int _opened;
    private readonly HttpClient _client;

    /// <param name="house">Where it goes.</param>
    /// <param name="from">The address from which it calls; one of its own unless said.</param>
    public Browser(House house, string? from = null)
    {
        var number = Interlocked.Increment(ref _opened);
        _client = house.Client(from ?? $"127.2.{number / 250}.{(number % 250) + 1}", Cookies);
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    public CookieContainer Cookies { get; } = new();

    public string? Session
    {
        get => Cookies.GetCookies(new Uri($"http://{House.Domain}/"))["session"]?.Value;
        set => Cookies.Add(new Cookie("session", value, "/", House.Domain));
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request);

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await GetAsync(path);
        return answer.StatusCode;
    }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Opens a page and sends its form.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string target, params (string Name, string Value)[] fields) =>
        await PostAsync(target, [.. fields, ("__RequestVerificationToken", await TokenAsync(page))]);

    public async Task<HttpResponseMessage> PostAsync(string target, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _client.PostAsync(target, form);
    }

    /// <summary>What proves that a form comes from a page of the house.</summary>
    public async Task<string> TokenAsync(string page) => Token().Match(await ReadAsync(page)).Groups["token"].Value;

    public async Task<string> SignInAsync(string handle, string password)
    {
        using var answer = await SubmitAsync("/sign-in", "/sign-in", ("Input.Handle", handle), ("Input.Password", password));
        return answer.StatusCode == HttpStatusCode.Redirect ? "" : ProblemIn(await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _client.Dispose();

    private static string ProblemIn(string page) => WebUtility.HtmlDecode(Problem().Match(page).Groups["problem"].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("class=\"problem\"[^>]*>(?<problem>[^<]+)<")]
    private static partial Regex Problem();
}

/// <summary>The one place where tests sign people in.</summary>
internal static class Browsers
{
    public static async Task<Browser> BrowserOfAsync(this House house, Member member)
    {
        var browser = new Browser(house);
        var (handle, password) = member == house.Mara ? ("mara", House.MarasPassword)
            : member == house.Tom ? ("tom", House.TomsPassword)
            : ("ingrid", House.IngridsPassword);
        Assert.Equal("", await browser.SignInAsync(handle, password));
        return browser;
    }
}
