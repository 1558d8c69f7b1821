using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.HttpSignatures;
using PrivateFed.Jobs;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>What somebody else brings is believed by a proof in it (FEP-8b32), while the proof is younger than seven days.</summary>
[Trait("Database", "none")]
public class ProofAgeTests(House house) : IClassFixture<House>
{
    private static readonly SigningKey AnnsKey = SigningKey.GenerateEd25519();

    [Fact]
    public async Task Suspicion_1_An_old_Update_that_is_brought_again_after_30_days_changes_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann) = (server.Person("joe"), WithProofKey(other.Person("ann")));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var reply = ann.Reply(post);
        await ann.TellAsync(reply);
        var old = Proved(ann, Changed(ann, reply, "<p>What she is sorry for</p>"), house.Clock.GetUtcNow());
        await joe.TellAsync(old.DeepClone());
        Assert.Equal("<p>What she is sorry for</p>", Assert.Single(await house.CommentsAsync(post)).Html);
        await ann.TellAsync(Changed(ann, reply, "<p>What she says now</p>"));

        house.Clock.Advance(TimeSpan.FromDays(31));
        await house.Part<DeleteExpired>().RunAsync(House.Cancellation);
        await joe.TellAsync(old);

        Assert.Equal("<p>What she says now</p>", Assert.Single(await house.CommentsAsync(post)).Html);
    }

    // Of two, somebody may have added the younger one.
    [Theory]
    [InlineData("just within seven days", true)]
    [InlineData("just beyond seven days", false)]
    [InlineData("thirty days old", false)]
    [InlineData("an old one beside a young one", false)]
    public async Task Suspicion_1_A_proof_is_good_for_seven_days(string age, bool isBelieved)
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann) = (server.Person("joe"), WithProofKey(other.Person("ann")));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var reply = ann.Reply(post);
        await ann.TellAsync(reply);
        var now = house.Clock.GetUtcNow();
        var ago = age switch
        {
            "just within seven days" => TimeSpan.FromDays(7) - TimeSpan.FromMinutes(2),
            "thirty days old" => TimeSpan.FromDays(30),
            _ => TimeSpan.FromDays(7) + TimeSpan.FromMinutes(2),
        };
        var update = Proved(ann, Changed(ann, reply, "<p>Changed</p>"), now - ago);
        if (age == "an old one beside a young one")
        {
            var young = Proved(ann, Bare(update), now)["proof"]!.DeepClone();
            update["proof"] = new JsonArray(update["proof"]!.DeepClone(), young);
        }

        await joe.TellAsync(update);

        Assert.Equal(isBelieved ? "<p>Changed</p>" : "<p>How lovely!</p>", Assert.Single(await house.CommentsAsync(post)).Html);
    }

    private static JsonObject Changed(RemotePerson person, JsonObject reply, string content)
    {
        var note = reply["object"]!.DeepClone().AsObject();
        note["content"] = content;
        return person.Activity("Update", note);
    }

    private static JsonObject Bare(JsonObject activity)
    {
        var bare = activity.DeepClone().AsObject();
        bare.Remove("proof");
        return bare;
    }

    private static JsonObject Proved(RemotePerson author, JsonObject activity, DateTimeOffset at)
    {
        activity["proof"] = IntegrityProof.Make(JsonSerializer.SerializeToElement(activity), author.Uri + "#ed25519-key", AnnsKey, at);
        return activity;
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
}
