using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.HttpSignatures;
using PrivateFed.Posts;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>
/// Joe's server passes on what Ann of another server wrote. It is believed by her proof, or by what her own server shows.
/// </summary>
public class ForwardedTests(House house) : IClassFixture<House>
{
    private static readonly SigningKey AnnsKey = SigningKey.GenerateEd25519();

    [Fact]
    public async Task What_its_author_proved_is_believed()
    {
        await using var scene = await OpenAsync();
        var reply = Proved(scene.Ann, scene.Ann.Reply(scene.Post));

        await scene.Joe.TellAsync(reply);

        Assert.Equal(await house.IdOfAsync(scene.Ann), Assert.Single(await CommentsAsync(scene)).RemoteActorId);
        Assert.DoesNotContain(new Uri(reply["object"]!["id"]!.GetValue<string>()).AbsolutePath, scene.Ann.Server.Asked);
    }

    public static TheoryData<string> Lies => Rows.FirstOnBoth<TheoryData<string>>(
    [
        "changed after it was proved", "proved by another key", "proved by a key of another server",
        "proved by a key that the author does not list",
        "proved by Linked Data alone", "not proved",
    ]);

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task What_was_not_written_by_its_author_is_taken_and_ignored(string lie)
    {
        await using var scene = await OpenAsync();
        var reply = Proved(scene.Ann, scene.Ann.Reply(scene.Post), lie switch
        {
            "proved by a key of another server" => scene.Joe.Uri + "#ed25519-key",
            "proved by a key that the author does not list" => scene.Ann.Uri + "#another-key",
            _ => null,
        });
        switch (lie)
        {
            case "changed after it was proved":
                reply["object"]!["content"] = "<p>How ugly!</p>";
                break;
            case "proved by another key":
                scene.Ann.Document["assertionMethod"]![0]!["publicKeyMultibase"] = SigningKey.GenerateEd25519().PublicMultibase;
                break;
            case "proved by Linked Data alone":
                reply.Remove("proof");
                reply["signature"] = new JsonObject
                {
                    ["type"] = "RsaSignature2017",
                    ["creator"] = scene.Ann.KeyId,
                    ["signatureValue"] = "AAAA",
                };
                break;
            case "not proved":
                reply.Remove("proof");
                break;
        }
        var before = await house.CountRowsAsync();

        await scene.Joe.TellAsync(reply);

        Assert.Empty(await CommentsAsync(scene));
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Fact]
    public async Task What_its_origin_shows_is_believed_in_its_words()
    {
        await using var scene = await OpenAsync();
        var reply = scene.Ann.Reply(scene.Post, "<p>As it was sent</p>");
        var shown = reply["object"]!.DeepClone().AsObject();
        shown["content"] = "<p>As it is shown</p>";
        Show(scene.Ann, shown);

        await scene.Joe.TellAsync(reply);

        Assert.Equal("<p>As it is shown</p>", Assert.Single(await CommentsAsync(scene)).Html);
    }

    [Fact]
    public async Task What_its_origin_shows_of_somebody_else_is_ignored()
    {
        await using var scene = await OpenAsync();
        var reply = scene.Ann.Reply(scene.Post);
        var shown = reply["object"]!.DeepClone().AsObject();
        shown["attributedTo"] = scene.Ann.Server.Url("/users/eve");
        Show(scene.Ann, shown);

        await scene.Joe.TellAsync(reply);

        Assert.Empty(await CommentsAsync(scene));
    }

    // A 404 says only that we may not see it: with it, anybody could delete anybody's private comments here.
    [Theory]
    [InlineData(410, 0)]
    [InlineData(404, 1)]
    [InlineData(500, 1)]
    public async Task A_deletion_is_believed_when_its_origin_says_that_it_is_gone(int status, int left)
    {
        await using var scene = await OpenAsync();
        var reply = scene.Ann.Reply(scene.Post);
        await scene.Ann.TellAsync(reply);
        var id = reply["object"]!["id"]!.GetValue<string>();
        scene.Ann.Server.Pages[new Uri(id).AbsolutePath] = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        await scene.Joe.TellAsync(scene.Ann.Activity("Delete", id));

        Assert.Equal(left, (await CommentsAsync(scene)).Count);
    }

    // Whoever bought Ann's domain shows keys of their own there, and could have their proof of new ones passed on.
    [Fact]
    public async Task New_keys_are_not_announced_by_others()
    {
        await using var scene = await OpenAsync();
        var bought = Keys.New;
        scene.Ann.Document["publicKey"]!["publicKeyPem"] = bought.ExportSubjectPublicKeyInfoPem();

        await scene.Joe.TellAsync(Proved(scene.Ann, scene.Ann.Activity("Update", scene.Ann.Document.DeepClone())));

        var known = await house.ReadAsync(db => db.RemoteKeys.Where(key => key.Uri == scene.Ann.KeyId).Select(key => key.Pem)
            .SingleAsync());
        Assert.Equal(scene.Ann.Key.ExportSubjectPublicKeyInfoPem(), known);
    }

    [Theory]
    [InlineData("Follow", HttpStatusCode.Forbidden)]
    [InlineData("Undo", HttpStatusCode.Accepted)]
    [InlineData("Like", HttpStatusCode.Forbidden)]
    public async Task Nobody_passes_on_a_decision(string type, HttpStatusCode status)
    {
        await using var scene = await OpenAsync();
        var activity = Proved(scene.Ann, scene.Ann.Activity(type, type == "Undo" ? scene.Ann.Follow() : House.Url("/users/mara")));

        using var answer = await scene.Joe.SendAsync(scene.Joe.Letter(activity));

        // An Undo of somebody whom the house never met is answered so too.
        Assert.Equal(status, answer.StatusCode);
        await house.SettleAsync();
        Assert.Equal(FollowState.Accepted, await house.StateAsync(scene.Ann));
    }

    [Fact]
    public async Task A_server_that_we_have_not_met_is_not_called()
    {
        await using var scene = await OpenAsync();
        await using var strange = await Neighbour.OpenAsync(house, "other-server.test");
        var stranger = WithProofKey(strange.Person("stranger"));

        await scene.Joe.TellAsync(Proved(stranger, stranger.Reply(scene.Post)));

        Assert.Empty(strange.Asked);
        Assert.Empty(await CommentsAsync(scene));
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(8, 0)]
    public async Task S1_A_proof_that_somebody_else_brings_is_good_for_a_week(int days, int comments)
    {
        await using var scene = await OpenAsync();
        var reply = Proved(scene.Ann, scene.Ann.Reply(scene.Post));
        house.Clock.Advance(TimeSpan.FromDays(days));

        await scene.Joe.TellAsync(reply);

        Assert.Equal(comments, (await CommentsAsync(scene)).Count);
    }

    private sealed record Scene(RemotePerson Joe, RemotePerson Ann, Guid Post) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Joe.Server.DisposeAsync();
            await Ann.Server.DisposeAsync();
        }
    }

    /// <summary>Two followers on two servers, and a post.</summary>
    private async Task<Scene> OpenAsync()
    {
        var joe = (await Neighbour.OpenAsync(house)).Person("joe");
        var ann = WithProofKey((await Neighbour.OpenAsync(house, "other-server.test")).Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var scene = new Scene(joe, ann, await house.PublishAsync());
        await house.SettleAsync();
        return scene;
    }

    private static RemotePerson WithProofKey(RemotePerson person)
    {
        person.Document["assertionMethod"] = new JsonArray(new JsonObject
        {
            ["id"] = person.Uri + "#ed25519-key",
            ["type"] = "Multikey",
            ["controller"] = person.Uri,
            ["publicKeyMultibase"] = AnnsKey.PublicMultibase,
        });
        return person;
    }

    private JsonObject Proved(RemotePerson author, JsonObject activity, string? method = null)
    {
        activity["proof"] = IntegrityProof.Make(JsonSerializer.SerializeToElement(activity), method
            ?? author.Uri + "#ed25519-key", AnnsKey, house.Clock.GetUtcNow());
        return activity;
    }

    private static void Show(RemotePerson author, JsonObject note) =>
        author.Server.Show(new Uri(note["id"]!.GetValue<string>()).AbsolutePath, note);

    private Task<List<Comment>> CommentsAsync(Scene scene) => house.CommentsAsync(scene.Post);
}
