using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>Nobody speaks for anybody else: what is signed well but says too much is refused, or taken and ignored.</summary>
public class IdentityTests(House house) : IClassFixture<House>
{
    public static TheoryData<string> Lies => Rows.FirstOnBoth<TheoryData<string>>(
    [
        "attributed to Ann", "an id of another server", "an id of this house", "an id with a port", "an id with a trailing dot",
        "an id by http", "in reply to nothing", "in reply to a post of another server", "an Event", "no object at all",
        "an object by id alone",
    ]);

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_reply_is_no_comment_when_its_Note_is(string lie)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        Bend(lie, reply, ann);

        using var answer = await joe.SendAsync(joe.Letter(reply));
        await house.SettleAsync();

        Assert.True(answer.StatusCode is HttpStatusCode.Accepted
            or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        Assert.Empty(await house.CommentsAsync(post));
        Assert.Equal(0, await SetAsideAsync(joe));
    }

    [Fact]
    public async Task A_follower_whose_id_a_comment_has_already_changes_nothing_by_using_it_again()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        var stolen = ann.Reply(post, "<p>Ann was here.</p>");
        stolen["object"]!["id"] = (string?)reply["object"]!["id"];

        await ann.TellAsync(stolen);

        Assert.Equal("<p>How lovely!</p>", Assert.Single(await house.CommentsAsync(post)).Html);
    }

    [Fact]
    public async Task Nobody_updates_or_deletes_the_comment_of_another()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, ann, sam) = (server.Person("joe"), server.Person("ann"), other.Person("sam"));
        foreach (var person in new[] { joe, ann, sam })
        {
            await house.WelcomeAsync(person);
        }
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);

        foreach (var person in new[] { ann, sam })
        {
            var note = reply["object"]!.DeepClone();
            note["content"] = "<p>Changed by another.</p>";
            await person.TellAsync(person.Activity("Update", note));
            await person.TellAsync(person.Activity("Delete", (string?)reply["object"]!["id"]));
            await person.TellAsync(person.Activity("Delete", joe.Uri));
        }

        Assert.Equal("<p>How lovely!</p>", Assert.Single(await house.CommentsAsync(post)).Html);
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task An_Undo_of_anothers_follow_ends_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var follow = joe.Follow();
        await joe.TellAsync(follow);
        await house.LetInAsync(joe);
        await house.WelcomeAsync(ann);

        await ann.TellAsync(ann.Activity("Undo", follow.DeepClone()));
        await ann.TellAsync(ann.Activity("Undo", (string?)follow["id"]));

        Assert.Equal((FollowState.Accepted, FollowState.Accepted), (await house.StateAsync(joe), await house.StateAsync(ann)));
    }

    [Fact]
    public async Task A_follow_in_anothers_name_is_refused()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await joe.TellAsync(joe.Follow());

        using var answer = await joe.SendAsync(joe.Letter(ann.Follow()));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(await house.StateAsync(ann));
    }

    [Theory]
    [InlineData("Accept")]
    [InlineData("Reject")]
    [InlineData("Announce")]
    [InlineData("Move")]
    [InlineData("Block")]
    [InlineData("Question")]
    [InlineData("Frobnicate")]
    public async Task What_nobody_asked_for_is_taken_and_changes_nothing(string type)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        var before = await house.CountRowsAsync();

        await joe.TellAsync(joe.Activity(type, House.Url($"/posts/{post}")));

        var after = (await house.CountRowsAsync()).ToDictionary(count => count.Key, count => count.Key == "ReceivedActivities"
            ? count.Value - 1
            : count.Value);
        Assert.Equal(before.OrderBy(count => count.Key), after.OrderBy(count => count.Key));
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_reply_to_a_leaked_post_by_who_was_not_let_in_is_taken_and_ignored()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());
        var post = await house.PublishAsync();

        await eve.TellAsync(eve.Reply(post));

        Assert.Empty(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task Ten_thousand_mentions_make_one_comment()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        reply["object"]!["tag"] = new JsonArray([.. Enumerable.Range(0, 5_000)
            .Select(number => new JsonObject { ["type"] = "Mention", ["href"] = server.Url($"/users/{number}") })]);
        reply["object"]!["to"] = new JsonArray([.. Enumerable.Range(0, 10_000).Select(number => (JsonNode)server.Url($"/users/{number}"))]);

        await joe.TellAsync(reply);

        Assert.Single(await house.CommentsAsync(post));
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("1969-07-20T20:17:40Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("next Tuesday")]
    [InlineData("2026-02-30T00:00:00Z")]
    public async Task A_date_that_cannot_be_is_taken_for_now(string published)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["published"] = published;
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        reply["object"]!["published"] = published;
        var before = house.Clock.GetUtcNow().AddSeconds(-1);

        await joe.TellAsync(reply);

        Assert.InRange(Assert.Single(await house.CommentsAsync(post)).PublishedAt, before, house.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("inbox", "\"https://lindgren.test/users/mara/inbox\"")]
    [InlineData("inbox", "\"https://other-server.test/inbox\"")]
    [InlineData("inbox", "\"http://joe-server.test/inbox\"")]
    [InlineData("inbox", "\"https://127.0.0.1/inbox\"")]
    [InlineData("inbox", "5")]
    [InlineData("id", "\"https://lindgren.test/users/mara\"")]
    [InlineData("preferredUsername", "\"../../etc\"")]
    [InlineData("preferredUsername", "\"jo e\"")]
    [InlineData("preferredUsername", "\"joe\\u202eevil\"")]
    [InlineData("preferredUsername", "\"\"")]
    [InlineData("type", "\"Note\"")]
    public async Task An_actor_is_not_met_whose(string property, string json)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document[property] = JsonNode.Parse(json);
        var before = await house.CountRowsAsync();

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Fact]
    public async Task Two_who_claim_each_others_keys_are_each_known_by_their_own()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, eve) = (server.Person("joe"), server.Person("eve"));
        Claim(joe, eve.KeyId);
        Claim(eve, joe.KeyId);

        await eve.TellAsync(eve.Follow());
        await joe.TellAsync(joe.Follow());
        await house.LetInAsync(joe);

        var post = await house.PublishAsync();
        var asJoe = eve.Question($"/posts/{post}");
        asJoe.KeyId = joe.KeyId;
        using var joes = await joe.GetAsync($"/posts/{post}");
        using var eves = await eve.GetAsync($"/posts/{post}");
        using var evesAsJoe = await eve.SendAsync(asJoe);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (joes.StatusCode, eves.StatusCode, evesAsJoe.StatusCode));
        var owners = await house.ReadAsync(db => db.RemoteKeys.Where(key => key.RemoteActor.Host.Name == server.Host)
            .Select(key => new { key.Uri, Owner = key.RemoteActor.Uri }).ToDictionaryAsync(key => key.Uri, key => key.Owner));
        Assert.Equal((joe.Uri, eve.Uri), (owners[joe.KeyId], owners[eve.KeyId]));
    }

    [Fact]
    public async Task A_shared_inbox_on_another_server_is_not_used()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var joe = server.Person("joe");
        joe.Document["endpoints"]!["sharedInbox"] = other.Url("/inbox");
        await house.WelcomeAsync(joe);

        await house.PublishAsync();

        Assert.Equal("/users/joe/inbox", (await server.ExpectAsync("Create"))[0].Target);
        Assert.Empty(other.Received);
    }

    [Fact]
    public async Task A_name_is_one_line_without_tricks()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["name"] = "Joe\n\u202e" + new string('x', 10_000) + "<b>\0";

        await joe.TellAsync(joe.Follow());

        var name = await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == joe.Uri).Select(actor => actor.Name)
            .SingleAsync());
        Assert.StartsWith("Joe xxx", name, StringComparison.Ordinal);
        Assert.InRange(name.Length, 1, 100);
    }

    [Theory]
    [InlineData("summary", "<p>a\0b</p>")]
    [InlineData("inbox", "\0")]
    [InlineData("url", "\0")]
    [InlineData("icon", "\0")]
    [InlineData("type", "Pers\0on")]
    [InlineData("id", "\0")]
    public async Task Nothing_stumbles_over_the_letter_that_no_database_keeps(string property, string text)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document[property] = text == "\0" ? joe.Uri + text : text;

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));
        await house.SettleAsync();

        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}");
        Assert.Equal(0, await SetAsideAsync(joe));
    }

    private static void Claim(RemotePerson person, string keyId)
    {
        var own = person.Document["publicKey"]!.DeepClone();
        var claimed = own.DeepClone();
        claimed["id"] = keyId;
        person.Document["publicKey"] = new JsonArray(own, claimed);
    }

    private static void Bend(string lie, JsonObject reply, RemotePerson ann)
    {
        var note = reply["object"]!;
        var id = (string)note["id"]!;
        switch (lie)
        {
            case "attributed to Ann": note["attributedTo"] = ann.Uri; break;
            case "an id of another server": note["id"] = "https://other-server.test/notes/1"; break;
            case "an id of this house": note["id"] = House.Url("/posts/1"); break;
            case "an id with a port": note["id"] = $"https://joe-server.test:443/notes/{Guid.NewGuid()}"; break;
            case "an id with a trailing dot": note["id"] = id.Replace(".test:", ".test.:", StringComparison.Ordinal); break;
            case "an id by http": note["id"] = id.Replace("https:", "http:", StringComparison.Ordinal); break;
            case "in reply to nothing": note["inReplyTo"] = null; break;
            case "in reply to a post of another server": note["inReplyTo"] = ann.Uri + "/1"; break;
            case "an Event": note["type"] = "Event"; break;
            case "no object at all": reply.Remove("object"); break;
            case "an object by id alone": reply["object"] = id; break;
            default: throw new ArgumentOutOfRangeException(nameof(lie), lie, "Nobody knows how to say that.");
        }
    }

    private Task<int> SetAsideAsync(RemotePerson person) =>
        house.ReadAsync(db => db.ReceivedActivities.CountAsync(received => received.RemoteActor.Uri == person.Uri
            && received.Attempts > 0));
}
