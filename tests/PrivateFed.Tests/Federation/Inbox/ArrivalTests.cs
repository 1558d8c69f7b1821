using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>What is kept of what arrives, for how long, in which order, and what a stranger can do about it.</summary>
public class ArrivalTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("Create")]
    [InlineData("Update")]
    [InlineData("Like")]
    public async Task E_What_is_not_wanted_is_not_read_as_HTML(string type)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var eve = server.Person("eve");
        await eve.TellAsync(eve.Follow());
        var post = await house.PublishAsync();
        // Without end tags each <p> opens all the <b> again: 3,000 times 300 elements, many seconds of work.
        var costly =
            $"<p>{string.Concat(Enumerable.Range(0, 300).Select(number => $"<b id={number}>"))}{string.Concat(Enumerable.Repeat("</><p>x", 3_000))}";
        var activity = type == "Create" ? eve.Reply(post, costly)
            : eve.Activity(type, type == "Like" ? House.Url($"/posts/{post}") : eve.Reply(post, costly)["object"]!.DeepClone());
        activity["content"] = costly;
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await eve.TellAsync(activity);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Empty(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task E_A_handled_document_is_not_kept()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        await joe.TellAsync(joe.Reply(post, "<p>For this house alone</p>"));

        Assert.All(await RowsAsync(joe), row => Assert.Equal(("", 0, 0), (row.Document, row.Attempts, row.Interruptions)));
        Assert.Single(await house.CommentsAsync(post));
    }

    [Theory]
    [InlineData("Create")]
    [InlineData("Update")]
    public async Task I_A_stranger_who_uses_the_id_of_a_Delete_to_come_does_not_make_the_house_deaf_to_it(string type)
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (joe, eve) = (server.Person("joe"), other.Person("eve"));
        await house.WelcomeAsync(joe);
        await eve.TellAsync(eve.Follow());
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        var note = (string)reply["object"]!["id"]!;
        // It is shown by its own server, so that it is believed when anybody brings it.
        server.Show(new Uri(note).AbsolutePath, reply["object"]!.DeepClone().AsObject());
        foreach (var id in new[] { $"{note}#delete", $"{joe.Uri}#delete" })
        {
            await eve.TellAsync(joe.Activity(type, reply["object"]!.DeepClone(), id));
        }

        await joe.TellAsync(joe.Activity("Delete", note, $"{note}#delete"));
        Assert.Empty(await house.CommentsAsync(post));
        await joe.TellAsync(joe.Activity("Delete", joe.Uri, $"{joe.Uri}#delete"));
        Assert.Equal(FollowState.Ended, await house.StateAsync(joe));
    }

    [Fact]
    public async Task I_The_type_is_part_of_what_is_one_of_a_kind()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);

        await joe.TellAsync(joe.Activity("Delete", (string)reply["object"]!["id"]!, (string)reply["id"]!));

        Assert.Empty(await house.CommentsAsync(post));
    }

    [Theory]
    [InlineData("Announce")]
    [InlineData("Accept")]
    [InlineData("Listen")]
    public async Task L_Of_what_nobody_handles_only_type_id_and_time_are_kept(string type)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        var activity = joe.Activity(type, House.Url("/users/mara"));
        activity["content"] = new string('x', 900_000);

        await joe.TellAsync(activity);

        var row = (await RowsAsync(joe))[^1];
        Assert.Equal((type, (string?)activity["id"], "", true), (row.Type, row.Uri, row.Document, row.HandledAt is not null));
    }

    [Fact]
    public async Task L_One_server_has_four_MiB_a_day_and_then_hears_429_unless_somebody_there_follows()
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (eve, joe) = (server.Person("eve"), other.Person("joe"));
        await eve.TellAsync(eve.Follow());
        await house.WelcomeAsync(joe);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests), await FloodAsync(eve));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), await FloodAsync(joe));

        using var more = await eve.SendAsync(eve.Letter(Large(eve)));
        Assert.Equal(TimeSpan.FromSeconds(30), more.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task B10_A_Delete_that_comes_before_its_Create_is_not_forgotten()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var (reply, kept) = (joe.Reply(post), joe.Reply(post, "<p>This stays</p>"));
        await joe.TellAsync(joe.Activity("Delete", new JsonObject { ["id"] = (string)reply["object"]!["id"]!, ["type"] = "Tombstone" }));

        await joe.TellAsync(reply);
        await joe.TellAsync(kept);

        Assert.Equal("<p>This stays</p>", Assert.Single(await house.CommentsAsync(post)).Html);
    }

    [Fact]
    public async Task B10_Nobody_deletes_before_it_comes_what_another_will_write()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await ann.TellAsync(ann.Activity("Delete", (string)reply["object"]!["id"]!));

        await joe.TellAsync(reply);

        Assert.Single(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task B10_What_failed_and_waits_is_not_passed_by_what_its_actor_did_later()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var joesId = await house.IdOfAsync(joe);
        await house.ReadAsync(async db =>
        {
            db.ReceivedActivities.Add(new ReceivedActivity
            {
                Fingerprint = $"{Guid.NewGuid():N}",
                RemoteActorId = joesId,
                Type = "Create",
                Document = "not JSON",
                ReceivedAt = house.Clock.GetUtcNow(),
            });
            return await db.SaveChangesAsync();
        });
        await Eventually.Happens("the first failure",
            async () => (await RowsAsync(joe)).Any(row => row is { RetryAt: not null, Attempts: 1 }));

        await joe.TellAsync(joe.Activity("Like", House.Url($"/posts/{post}")));
        await ann.TellAsync(ann.Activity("Like", House.Url($"/posts/{post}")));
        var annsAlone = await house.ReactionsAsync(post);
        await Eventually.Happens("setting aside", async () =>
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            return (await RowsAsync(joe)).Any(row => row.SetAsideAt is not null);
        });
        await house.SettleAsync();

        Assert.Equal(await house.IdOfAsync(ann), Assert.Single(annsAlone).RemoteActorId);
        Assert.Equal(2, (await house.ReactionsAsync(post)).Count);
    }

    [Theory]
    [InlineData('ä')]
    [InlineData('語')]
    public async Task S4_An_id_is_bounded_in_bytes(char letter)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var id = $"https://{server.Host}/{new string(letter, 1_900)}";

        using var answer = await joe.SendAsync(joe.Letter(joe.Activity("Like", House.Url($"/posts/{post}"), id)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        // An id further inside is refused without a word, and stops nothing.
        var reply = joe.Reply(post);
        reply["object"]!["id"] = id;
        await joe.TellAsync(reply);
        await joe.TellAsync(joe.Activity("Delete", id));
        await joe.TellAsync(joe.ReplyTo(id));
        Assert.Empty(await house.CommentsAsync(post));
        Assert.DoesNotContain(await RowsAsync(joe), row => row.LastError is not null);
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.5", "::ffff:203.0.113.5", true)]
    [InlineData("203.0.113.6", "203.0.113.7", false)]
    public async Task B11_Refusals_are_counted_by_network(string one, string other, bool isSame)
    {
        await using var behind = await House.OpenAsync("--PrivateFed:TrustedProxies=127.0.0.1");
        using var client = behind.Client();
        for (var number = 0; number < 60; number++)
        {
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, await KnockAsync(client, one));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await KnockAsync(client, one));
        Assert.Equal(isSame ? HttpStatusCode.TooManyRequests : HttpStatusCode.UnsupportedMediaType, await KnockAsync(client, other));
    }

    private static async Task<HttpStatusCode> KnockAsync(HttpClient client, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inbox") { Content = new StringContent("hello") };
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await client.SendAsync(request, House.Cancellation);
        return answer.StatusCode;
    }

    private static JsonObject Large(RemotePerson person)
    {
        var activity = person.Activity("Move", person.Uri);
        activity["content"] = new string('x', 1_000_000);
        return activity;
    }

    private static async Task<(HttpStatusCode First, HttpStatusCode Fifth)> FloodAsync(RemotePerson person)
    {
        var answers = new List<HttpStatusCode>();
        for (var number = 0; number < 5; number++)
        {
            using var answer = await person.SendAsync(person.Letter(Large(person)));
            answers.Add(answer.StatusCode);
        }
        return (answers[0], answers[4]);
    }

    private Task<List<ReceivedActivity>> RowsAsync(RemotePerson person) => house.ReadAsync(db =>
        db.ReceivedActivities.AsNoTracking().Where(row => row.RemoteActor.Uri == person.Uri).OrderBy(row => row.Id).ToListAsync());
}
