using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.Tests.Rig;

/// <summary>Somebody on another server, with a document that tests may change and a key that signs what they send.</summary>
public sealed class RemotePerson
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private int _sent;

    internal RemotePerson(Neighbour server, string handle, string path, RSA key, string type)
    {
        (Server, Handle, Path, Key) = (server, handle, path, key);
        Uri = server.Url(path);
        KeyId = Uri + "#main-key";
        Document = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"),
            ["id"] = Uri,
            ["type"] = type,
            ["preferredUsername"] = handle,
            ["name"] = $"{handle} from next door",
            ["summary"] = "<p>Bakes bread.</p>",
            ["inbox"] = Inbox,
            ["endpoints"] = new JsonObject { ["sharedInbox"] = server.Url("/inbox") },
            ["publicKey"] = new JsonObject { ["id"] = KeyId, ["owner"] = Uri, ["publicKeyPem"] = key.ExportSubjectPublicKeyInfoPem() },
        };
        server.Show(path, Document);
    }

    public Neighbour Server { get; }

    public string Handle { get; }

    public string Path { get; }

    public string Uri { get; }

    public string Inbox => Uri + "/inbox";

    public string KeyId { get; set; }

    public RSA Key { get; set; }

    public JsonObject Document { get; }

    /// <summary>As GoToSocial shows them: the key has a document of its own, and strangers get the stub.</summary>
    public RemotePerson WithKeyDocument()
    {
        KeyId = Uri + "/main-key";
        Document["publicKey"]!["id"] = KeyId;
        Server.Show(Path + "/main-key", new JsonObject
        {
            ["@context"] = "https://w3id.org/security/v1",
            ["id"] = KeyId,
            ["owner"] = Uri,
            ["publicKeyPem"] = Key.ExportSubjectPublicKeyInfoPem(),
        });
        return this;
    }

    public RemotePerson WithoutSharedInbox()
    {
        Document.Remove("endpoints");
        return this;
    }

    public string NewId() => $"{Uri}/sent/{Interlocked.Increment(ref _sent)}-{Guid.NewGuid():N}";

    public JsonObject Activity(string type, JsonNode? about, string? id = null) => new()
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = id ?? NewId(),
        ["type"] = type,
        ["actor"] = Uri,
        ["object"] = about,
    };

    public JsonObject Follow(string handle = "mara", string? id = null) => Activity("Follow", House.Url($"/users/{handle}"), id);

    /// <summary>A reply to a post of the house.</summary>
    public JsonObject Reply(Guid postId, string content = "<p>How lovely!</p>") => ReplyTo(House.Url($"/posts/{postId}"), content);

    /// <summary>A reply to whatever has this id.</summary>
    public JsonObject ReplyTo(string id, string content = "<p>How lovely!</p>") => Activity("Create", new JsonObject
    {
        ["id"] = NewId(),
        ["type"] = "Note",
        ["attributedTo"] = Uri,
        ["inReplyTo"] = id,
        ["content"] = content,
        ["to"] = House.Url("/users/mara"),
    });

    /// <summary>A POST as this person's server makes it.</summary>
    public Letter Letter(JsonNode activity, string target = "/users/mara/inbox") =>
        Letter(Encoding.UTF8.GetBytes(activity.ToJsonString(AsItIs)), target);

    public Letter Letter(byte[] body, string target = "/users/mara/inbox") => new()
    {
        Target = target,
        Body = body,
        Date = Rig.Letter.HttpDate(Server.House.Clock.GetUtcNow()),
        Digest = Rig.Letter.Sha256(body),
        ContentType = "application/activity+json",
        KeyId = KeyId,
        Key = Key,
    };

    /// <summary>A signed GET as this person's server makes it.</summary>
    public Letter Question(string target) => new()
    {
        Method = HttpMethod.Get,
        Target = target,
        Date = Rig.Letter.HttpDate(Server.House.Clock.GetUtcNow()),
        Accept = "application/activity+json",
        SignedFields = "(request-target) host date",
        KeyId = KeyId,
        Key = Key,
    };

    /// <param name="letter">Is signed now.</param>
    /// <param name="onTheWay">What happens to it after it was signed.</param>
    public async Task<HttpResponseMessage> SendAsync(Letter letter, Action<HttpRequestMessage>? onTheWay = null)
    {
        using var request = letter.Seal();
        onTheWay?.Invoke(request);
        return await Server.Client.SendAsync(request, House.Cancellation);
    }

    /// <summary>
    /// Sends an activity that the house takes; returns when it is handled. While the house could not ask this server, it is sent again, as
    /// servers do.
    /// </summary>
    public async Task TellAsync(JsonNode activity, string target = "/users/mara/inbox")
    {
        HttpStatusCode status;
        var tries = 0;
        do
        {
            await Task.Delay(tries == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(11), House.Cancellation);
            using var answer = await SendAsync(Letter(activity, target));
            status = answer.StatusCode;
        }
        while (status == HttpStatusCode.ServiceUnavailable && ++tries < 3);
        Assert.Equal(HttpStatusCode.Accepted, status);
        await Server.House.SettleAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string target) => SendAsync(Question(target));
}
