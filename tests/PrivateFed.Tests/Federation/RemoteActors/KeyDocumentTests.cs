using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>Documents that are found at a key's id: they name whom to ask, and speak for nobody.</summary>
public sealed class KeyDocumentTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task D1_A_key_document_that_is_an_actor_without_inbox_leads_to_the_actor()
    {
        await using var next = await Neighbour.OpenAsync(house);
        var joe = next.Person("joe").WithKeyDocument();
        next.Show(joe.Path + "/main-key", Stub(joe, joe.Key));

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task SD_A_document_that_is_not_found_at_its_own_id_does_not_speak_for_the_actor()
    {
        await using var next = await Neighbour.OpenAsync(house);
        var joe = next.Person("joe");
        var forged = Keys.New;
        var claimed = (JsonObject)joe.Document.DeepClone();
        joe.KeyId = next.Url("/files/upload");
        joe.Key = forged;
        claimed["publicKey"]!["id"] = joe.KeyId;
        claimed["publicKey"]!["publicKeyPem"] = forged.ExportSubjectPublicKeyInfoPem();
        next.Show("/files/upload", claimed);

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static JsonObject Stub(RemotePerson joe, RSA key) => new()
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"),
        ["id"] = joe.Uri,
        ["type"] = "Person",
        ["preferredUsername"] = joe.Handle,
        ["publicKey"] = new JsonObject { ["id"] = joe.KeyId, ["owner"] = joe.Uri, ["publicKeyPem"] = key.ExportSubjectPublicKeyInfoPem() },
    };
}
