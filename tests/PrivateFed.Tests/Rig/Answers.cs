using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PrivateFed.Tests.Rig;

/// <summary>Looks at what the house answers and sends.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync());
    }

    public static string? Text(this JsonElement json, string property) => json.GetProperty(property).GetString();

    public static string[] Texts(this JsonElement json, string property) =>
        [.. json.GetProperty(property).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>
    /// Status, every header but Date, and the body: two answers of which nobody can tell which was which are the same text.
    /// </summary>
    public static async Task<string> EverythingAsync(this HttpResponseMessage answer)
    {
        var headers = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
            .Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>Checks a draft-cavage signature with nothing but RSA: the key is the one that the author's public stub shows.</summary>
    public static async Task AssertSignedByAsync(this Arrived arrived, House house, string handle, string host)
    {
        var parameters = arrived.Fields["Signature"].Split(',').Select(item => item.Split('=', 2))
            .ToDictionary(item => item[0], item => item[1].Trim('"'));
        Assert.Equal(House.Url($"/users/{handle}#main-key"), parameters["keyId"]);
        var covered = parameters["headers"].Split(' ');
        string[] sometimes = arrived.Fields.ContainsKey("Collection-Synchronization") ? ["collection-synchronization"] : [];
        Assert.Equal(["(request-target)", "host", "date", "digest", "content-type", .. sometimes], covered);
        Assert.Equal(host, arrived.Fields["Host"]);
        Assert.Equal(Letter.Sha256(arrived.Body), arrived.Fields["Digest"]);
        var text = string.Join(
            '\n', covered.Select(field => $"{field}: {(field == "(request-target)" ? $"post {arrived.Target}" : arrived.Fields[field])}"));
        using var key = RSA.Create();
        key.ImportFromPem(await PublicKeyAsync(house, handle));
        Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(text), Convert.FromBase64String(parameters["signature"]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static async Task<string> PublicKeyAsync(House house, string handle)
    {
        using var client = house.Client();
        client.DefaultRequestHeaders.Add("Accept", "application/activity+json");
        using var answer = await client.GetAsync($"/users/{handle}");
        return (await answer.JsonAsync()).GetProperty("publicKey").Text("publicKeyPem")!;
    }
}
