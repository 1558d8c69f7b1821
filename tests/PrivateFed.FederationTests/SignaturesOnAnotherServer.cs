using System.Text.Json.Nodes;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>Both forms of request signatures and integrity proofs, between the house and a server of another make.</summary>
[Collection(TheirStreet.Name)]
public sealed class SignaturesOnAnotherServer(Neighbourhood street)
{
    private const string Rfc9421 = "rfc9421";

    [Fact]
    public async Task Joes_server_may_sign_as_RFC_9421_says()
    {
        await street.LetJoeIn();
        var post = await street.House.Post("Good morning.");
        var like = new Dictionary<string, object>
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = $"{street.Joes.Joe}/likes/rfc9421",
            ["type"] = "Like",
            ["actor"] = street.Joes.Joe,
            ["object"] = post,
        };

        Assert.Equal(200, (await street.Joes.Fetch(post, signedAs: "joe", spec: Rfc9421)).Status);
        Assert.Equal(200, (await street.Joes.Fetch(post, signedAs: "instance", spec: Rfc9421)).Status);
        Assert.Equal(202, (await street.Joes.Send(street.Mara.Inbox, like, signedAs: "joe", spec: Rfc9421)).Status);
        Assert.Equal(401,
            (await street.Joes.Send(street.Mara.Inbox, like, signedAs: "eve", keyId: $"{street.Joes.Joe}#main-key", spec: Rfc9421)).Status);
        await street.MustLookLikeNothing(post, signedAs: "eve", spec: Rfc9421);
    }

    [Fact]
    public async Task A_server_that_demands_RFC_9421_even_to_show_its_people_is_asked_twice_once()
    {
        await using var strict = await street.OtherServer();
        await strict.Joes.DemandRfc9421();

        await strict.LetIn("joe");
        await strict.House.Post("Good morning.");
        var create = await strict.Joes.Receives("Create");

        Assert.True(create.Verified, create.Reason);
        Assert.Equal($"{strict.Mara.Id}#main-key", create.SignedBy);
        // The Accept, the Update and the post; before them a first knock with the Accept, unless the server was asked what it is before
        // that.
        var forms = (await strict.Joes.Received()).Select(received => received.Headers.ContainsKey("signature-input")).ToList();
        Assert.InRange(forms.Count, 3, 4);
        Assert.Equal([true, true, true], forms[^3..]);
        Assert.All(forms[..^3], Assert.False);
    }

    [Fact]
    public async Task What_the_house_sends_is_proved_by_its_author()
    {
        await street.LetJoeIn();
        await street.House.AddIngrid();

        var post = await street.House.Post("Cake!", (TestRun.Birthday, "A cake with eight candles"));
        await street.House.Comment(post, "Keep me a piece.");
        await street.House.EditPost(post, "A *big* cake!");
        await street.House.HasSentEverything();
        await street.House.DeletePost(post);
        await street.House.HasSentEverything();
        var all = await street.Joes.Received();
        var comment = all.Select(one => one.Activity.GetProperty("object"))
            .First(about => about.TryGetProperty("inReplyTo", out var parent) && parent.GetString() == post).GetProperty("id").GetString()!;
        // Others on the street get posts meanwhile, and comments in their own inboxes.
        var received = all.Where(one => one.Activity.GetRawText() is var text
            && (text.Contains(post, StringComparison.Ordinal) || text.Contains(comment, StringComparison.Ordinal))).ToList();
        Assert.Equal(["Create", "Create", "Delete", "Delete", "Update"], received.DistinctBy(one => one.Activity.GetProperty("id")
            .GetString()).Select(one => one.Activity.GetProperty("type").GetString()).Order());
        Assert.All(received, one => Assert.True(one.Proved, $"{one}"));
    }

    [Fact]
    public async Task What_Joe_proved_is_believed_when_Ann_passes_it_on_and_what_he_did_not_is_ignored()
    {
        await street.LetJoeIn();
        await street.Joes.MoveIn("annie", "Ann");
        await street.LetIn("annie");
        var post = await street.House.Post("Who comes on Sunday?");
        var said = await street.Joes.Prove(Reply(post, "I do, with a cake."));
        var forged = JsonNode.Parse((await street.Joes.Prove(Reply(post, "Nobody."))).GetRawText())!;
        forged["object"]!["content"] = "<p>Everybody but Ann.</p>";

        var passedOn = await street.Joes.Send(street.Mara.Inbox, said, signedAs: "annie");
        var lie = await street.Joes.Send(street.Mara.Inbox, forged, signedAs: "annie");

        Assert.Equal((202, 202), (passedOn.Status, lie.Status));
        await Eventually.Happens("Joe's words",
            async () => (await street.House.Page(post)).Contains("with a cake", StringComparison.Ordinal));
        Assert.DoesNotContain("but Ann", await street.House.Page(post), StringComparison.Ordinal);
    }

    private JsonObject Reply(string post, string words) => new()
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = $"{street.Joes.Joe}/creates/{Guid.NewGuid()}",
        ["type"] = "Create",
        ["actor"] = street.Joes.Joe,
        ["object"] = new JsonObject
        {
            ["id"] = $"{street.Joes.Joe}/said/{Guid.NewGuid()}",
            ["type"] = "Note",
            ["attributedTo"] = street.Joes.Joe,
            ["inReplyTo"] = post,
            ["content"] = $"<p>{words}</p>",
            ["to"] = street.Mara.Id,
        },
    };
}
