using System.Net;
using System.Text.RegularExpressions;

namespace PrivateFed.Benchmarks;

/// <summary>Mara's browser, signed in.</summary>
internal sealed partial class Author : IDisposable
{
    private Author(HttpClient browser) => Browser = browser;

    public HttpClient Browser { get; }

    /// <summary>The antiforgery token of the composer.</summary>
    public string Token { get; private set; } = "";

    public static async Task<Author> SignInAsync(HouseProcess house)
    {
        var author = new Author(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(house.Url),
            Timeout = TimeSpan.FromMinutes(10),
        });
        author.Browser.DefaultRequestHeaders.Add("Accept", "text/html");
        await author.TakeTokenAsync("/sign-in");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = author.Token,
            ["Input.Handle"] = "mara",
            ["Input.Password"] = HouseProcess.Password,
        });
        (await author.Browser.PostAsync("/sign-in", form)).EnsureSuccessStatusCode();
        await author.TakeTokenAsync("/write");
        return author;
    }

    public Task<string> ReadAsync(string path) => Browser.GetStringAsync(path);

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var answer = await Browser.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Uploads a photo or film, as the composer does.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> UploadAsync(string file)
    {
        await using var content = File.OpenRead(file);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token), "__RequestVerificationToken" },
            { new StreamContent(content), "file", Path.GetFileName(file) },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/write/photos") { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await Browser.SendAsync(request);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<Uploaded>())!.Id
            : throw new InvalidOperationException($"{file}: {await answer.Content.ReadAsStringAsync()}");
    }

    public void Dispose() => Browser.Dispose();

    private async Task TakeTokenAsync(string path) => Token = TokenField().Match(await ReadAsync(path)).Groups[1].Value;

    [GeneratedRegex("__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    private sealed record Uploaded(Guid Id);
}
