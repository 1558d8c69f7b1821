using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PrivateFed.HttpSignatures;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// What an app of somebody of a house does in their name, signed with the key that the house keeps for them: the house itself follows
/// nobody.
/// </summary>
internal sealed class AppOf(HouseProgram house, string handle) : IDisposable
{
    private const string ActivityJson = "application/activity+json";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });

    public string Id => house.Url(handle == "house" ? "/actor" : $"/users/{handle}");

    public Task<int> Follow(string actor) => Send($"{actor}/inbox", new JsonObject
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = $"{Id}#follows/{Guid.NewGuid()}",
        ["type"] = "Follow",
        ["actor"] = Id,
        ["object"] = actor,
    });

    public Task<int> Reply(string author, string post, string words) => Send($"{author}/inbox", new JsonObject
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = $"{Id}#creates/{Guid.NewGuid()}",
        ["type"] = "Create",
        ["actor"] = Id,
        ["to"] = author,
        ["object"] = new JsonObject
        {
            ["id"] = $"{Id}#notes/{Guid.NewGuid()}",
            ["type"] = "Note",
            ["attributedTo"] = Id,
            ["inReplyTo"] = post,
            ["to"] = author,
            ["content"] = $"<p>{words}</p>",
        },
    });

    /// <returns>Status and body.</returns>
    public async Task<(int Status, string Body)> Fetch(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd(ActivityJson);
        return await SignAndSend(request, []);
    }

    public void Dispose() => _http.Dispose();

    private async Task<int> Send(string inbox, JsonObject activity)
    {
        var body = Encoding.UTF8.GetBytes(activity.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, inbox) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ActivityJson);
        return (await SignAndSend(request, body)).Status;
    }

    private async Task<(int Status, string Body)> SignAndSend(HttpRequestMessage request, byte[] body)
    {
        // Read each time, since keys are changed in these tests.
        using var key = SigningKey.ImportPrivatePem(await PrivateKey());
        CavageSigner.Sign(request, body, $"{Id}#main-key", key, DateTimeOffset.UtcNow);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<string> PrivateKey() =>
        OpenSecret((await Stored.Of(house, "SELECT RsaPrivateKey FROM Actors WHERE Handle = $handle", ("$handle", handle)))[0][0],
            "actor key");

    /// <summary>
    /// What docs/decisions/secrets.md says: after eight bytes a nonce of 12, the text and a tag of 16, AES-GCM with the key of the key
    /// file.
    /// </summary>
    private string OpenSecret(string kept, string purpose)
    {
        var bytes = Base64Url.DecodeFromChars(kept.AsSpan("sealed:".Length)).AsSpan(8);
        var secret = new byte[bytes.Length - 28];
        using var aes = new AesGcm(Convert.FromBase64String(File.ReadAllText(Path.Combine(house.Data, "secrets.key")).Trim()), 16);
        aes.Decrypt(bytes[..12], bytes[12..^16], bytes[^16..], secret, Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(secret);
    }
}
