using System.Net;
using System.Text.RegularExpressions;

namespace PrivateFed.Benchmarks;

/// <summary>Mara's browser, signed in.</summary>
internal sealed partial class Author : IDisposable
{
    private readonly HttpClient _browser;
    private string _token = "";

    private Author(HttpClient browser) => _browser = browser;

    public static async Task<Author> SignInAsync(HouseProcess house)
    {
        var author = new Author(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(house.Url),
            Timeout = TimeSpan.FromMinutes(10),
        });
        author._browser.DefaultRequestHeaders.Add("Accept", "text/html");
        await author.TakeTokenAsync("/sign-in");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = author._token,
            ["Input.Handle"] = "mara",
            ["Input.Password"] = HouseProcess.Password,
        });
        (await author._browser.PostAsync("/sign-in", form)).EnsureSuccessStatusCode();
        await author.TakeTokenAsync("/write");
        return author;
    }

    public Task<string> ReadAsync(string path) => _browser.GetStringAsync(path);

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var answer = await _browser.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Uploads a photo or film, as the composer does.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> UploadAsync(string file)
    {
        await using var content = File.OpenRead(file);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(_token), "__RequestVerificationToken" },
            { new StreamContent(content), "file", Path.GetFileName(file) },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/write/photos") { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await _browser.SendAsync(request);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<Uploaded>())!.Id
            : throw new InvalidOperationException($"{file}: {await answer.Content.ReadAsStringAsync()}");
    }

    public void Dispose() => _browser.Dispose();

    private async Task TakeTokenAsync(string path) => _token = Token().Match(await ReadAsync(path)).Groups[1].Value;

    [GeneratedRegex("__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed record Uploaded(Guid Id);
}
