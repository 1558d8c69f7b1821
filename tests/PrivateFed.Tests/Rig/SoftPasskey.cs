using System.Buffers.Text;
using System.Formats.Cbor;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.Tests.Rig;

/// <summary>A phone's passkey for the house (WebAuthn level 2): one P-256 key, always willing, that counts nothing.</summary>
internal sealed class SoftPasskey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private byte[] _user = [];

    /// <summary>Asks the page of a signed-in person for a passkey, and answers.</summary>
    public async Task<HttpResponseMessage> MakeAsync(Browser browser)
    {
        var asked = await PostAsync(browser, "/me", "/me?handler=PasskeyOptions");
        return asked.IsSuccessStatusCode
            ? await PostAsync(browser, "/me", "/me?handler=Passkey", Attest(await asked.Content.ReadFromJsonAsync<JsonObject>() ?? []))
            : asked;
    }

    /// <summary>What the front door, or the page that asks for a proof, wants to be signed.</summary>
    public static async Task<JsonObject> AskAsync(Browser browser, string page)
    {
        using var asked = await PostAsync(browser, page == "/sign-in" ? page : "/me", $"{page}?handler=PasskeyOptions");
        return await asked.Content.ReadFromJsonAsync<JsonObject>() ?? [];
    }

    public Task<HttpResponseMessage> AnswerAsync(Browser browser, string page, JsonObject asked) =>
        PostAsync(browser, page == "/sign-in" ? page : "/me", $"{page}?handler=Passkey", Assert(asked));

    public void Dispose() => _key.Dispose();

    public static async Task<HttpResponseMessage> PostAsync(Browser browser, string page, string target, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target);
        request.Headers.Add("RequestVerificationToken", await browser.TokenAsync(page));
        request.Content = new StringContent(body?.ToJsonString() ?? "", Encoding.UTF8, "application/json");
        return await browser.SendAsync(request);
    }

    public JsonObject Attest(JsonObject asked)
    {
        _user = Base64Url.DecodeFromChars((string?)asked["user"]?["id"] ?? "");
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var cose = new CborWriter();
        cose.WriteStartMap(5);
        Pair(1, () => cose.WriteInt32(2));
        Pair(3, () => cose.WriteInt32(-7));
        Pair(-1, () => cose.WriteInt32(1));
        Pair(-2, () => cose.WriteByteString(point.X!));
        Pair(-3, () => cose.WriteByteString(point.Y!));
        cose.WriteEndMap();
        byte[] data = [.. DataOf(0x45), .. new byte[16], 0, (byte)_id.Length, .. _id, .. cose.Encode()];
        var attestation = new CborWriter();
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return Answer(new JsonObject
        {
            ["attestationObject"] = Text(attestation.Encode()),
            ["clientDataJSON"] = Text(Client("webauthn.create", asked)),
            ["transports"] = new JsonArray(),
        });

        void Pair(int name, Action value)
        {
            cose.WriteInt32(name);
            value();
        }
    }

    public JsonObject Assert(JsonObject asked)
    {
        var (data, client) = (DataOf(0x05), Client("webauthn.get", asked));
        var signature =
            _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new JsonObject
        {
            ["authenticatorData"] = Text(data),
            ["clientDataJSON"] = Text(client),
            ["signature"] = Text(signature),
            ["userHandle"] = Text(_user),
        });
    }

    private JsonObject Answer(JsonObject response) =>
        new()
        {
            ["id"] = Text(_id),
            ["rawId"] = Text(_id),
            ["type"] = "public-key",
            ["extensions"] = new JsonObject(),
            ["response"] = response,
        };

    private static byte[] DataOf(byte flags) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(House.Domain)), flags, 0, 0, 0, 0];

    private static byte[] Client(string type, JsonObject asked) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new { type, challenge = (string?)asked["challenge"], origin = $"https://{House.Domain}", crossOrigin = false });

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
