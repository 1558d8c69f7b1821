using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Inbox;
using PrivateFed.Follows;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>What cannot be read is refused early; what can be read but not handled stands in nobody's way.</summary>
public class ParsingTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_2_MiB_is_too_large_whether_announced_or_not(bool announced)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var letter =
            joe.Letter(Encoding.UTF8.GetBytes($$"""{"type":"Follow","actor":"{{joe.Uri}}","x":"{{new string('x', 2 * 1024 * 1024)}}"}"""));

        using var answer = await joe.SendAsync(letter, request => request.Headers.TransferEncodingChunked = announced ? null : true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_comes_one_byte_at_a_time_is_not_waited_for()
    {
        using var connection = await house.DialAsync();
        var stream = connection.GetStream();
        var watch = Stopwatch.StartNew();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /inbox HTTP/1.1\r\nHost: {House.Domain}\r\nContent-Type: application/activity+json\r\nContent-Length: 1000000\r\n\r\n{{"));

        var answer = stream.ReadAsync(new byte[1024]).AsTask();
        try
        {
            while (!answer.IsCompleted && watch.Elapsed < TimeSpan.FromSeconds(20))
            {
                await stream.WriteAsync(" "u8.ToArray());
                await Task.WhenAny(answer, Task.Delay(250));
            }
        }
        catch (IOException)
        {
            // The house hung up, as it should.
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    public static TheoryData<string, string> Unreadable => Rows.FirstOnBoth(new TheoryData<string, string>
    {
        { "nothing", "" },
        { "no JSON", "hello" },
        { "cut off", """{"type":"Follow","actor":""" },
        { "an array", """[{"type":"Follow"}]""" },
        { "a number", "5" },
        { "null", "null" },
        { "a key twice", """{"type":"Follow","actor":"JOE","actor":"https://lindgren.test/users/mara"}""" },
        { "a key twice inside", """{"type":"Follow","actor":"JOE","object":{"id":"a","id":"b"}}""" },
        { "a key twice, once escaped", """{"type":"Follow","actor":"JOE","\u0061ctor":"JOE"}""" },
        { "a lone surrogate outside a text", """{"type":"Follow",\ud800"actor":"JOE"}""" },
        { "two keys that are one when mended", """{"type":"Follow","actor":"JOE","\ud800":1,"\udc00":2}""" },
        { "a raw line feed in a text", "{\"type\":\"Foll\now\",\"actor\":\"JOE\"}" },
        { "a raw NUL", "{\"type\":\"Follow\",\0\"actor\":\"JOE\"}" },
        { "a comment", """{"type":"Follow",/* */"actor":"JOE"}""" },
        { "no type", """{"actor":"JOE"}""" },
        { "no actor", """{"type":"Follow"}""" },
        { "type as number", """{"type":5,"actor":"JOE"}""" },
        { "type as null", """{"type":null,"actor":"JOE"}""" },
        { "type as empty list", """{"type":[],"actor":"JOE"}""" },
        { "actor as number", """{"type":"Follow","actor":5}""" },
        { "a context that gives type another meaning", """{"@context":{"type":"https://evil.example/x"},"type":"Follow","actor":"JOE"}""" },
        { "a context that refers to itself", """{"@context":{"a":{"@id":"b:x"},"b":{"@id":"a:x"}},"type":"Follow","actor":"JOE"}""" },
        { "actor of this house", """{"type":"Follow","actor":"https://lindgren.test/users/mara"}""" },
        { "id of another server", """{"type":"Follow","actor":"JOE","id":"https://other-server.test/1"}""" },
    });

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_body_that_cannot_be_read_gets_400(string what, string body)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var before = await house.CountRowsAsync();

        using var answer = await joe.SendAsync(joe.Letter(Encoding.UTF8.GetBytes(body.Replace("JOE", joe.Uri, StringComparison.Ordinal))));

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{what}: {answer.StatusCode}");
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Theory]
    [InlineData("{\"a\":", "}", 100_000)]
    [InlineData("[", "]", 100_000)]
    [InlineData("{\"a\":[", "]}", 40)]
    public async Task A_body_that_is_too_deep_gets_400(string open, string close, int depth)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));

        using var answer = await joe.SendAsync(
            joe.Letter(Encoding.UTF8.GetBytes($$"""{"type":"Follow","actor":"{{joe.Uri}}","x":{{nested}}}""")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("bytes that are no UTF-8")]
    [InlineData("bytes that are no UTF-8, as names")]
    public async Task Other_encodings_do_no_harm(string encoding)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var text = joe.Follow().ToJsonString();
        byte[] body = encoding switch
        {
            "utf-16" => Encoding.Unicode.GetBytes(text),
            "bytes that are no UTF-8" => [.. Encoding.UTF8.GetBytes(text[..^1] + ",\"name\":\""), 0xC3, 0x28, 0xFF, .. "\"}"u8],
            _ => [.. Encoding.UTF8.GetBytes(text[..^1] + ",\""), 0xFF, .. "\":1,\""u8, 0xFE, .. "\":2}"u8],
        };

        using var answer = await joe.SendAsync(joe.Letter(body));
        await house.SettleAsync();

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Accepted, $"{answer.StatusCode}");
        Assert.Equal(0, await FailedAsync(joe));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("activity+json")]
    [InlineData(null)]
    public async Task Only_ActivityPub_is_taken(string? type)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var letter = joe.Letter(joe.Follow());
        (letter.ContentType, letter.SignedFields) = (type, "(request-target) host date digest");

        using var answer = await joe.SendAsync(letter);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Null(await house.StateAsync(joe));
    }

    [Fact]
    public async Task A_compressed_body_is_not_unpacked()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()), request => request.Content!.Headers.ContentEncoding.Add("gzip"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("<div>")]
    [InlineData("<p><b><i>")]
    [InlineData("<ul><li>")]
    [InlineData("<a href=x>")]
    [InlineData("<svg><p>")]
    [InlineData("</p><table><td>")]
    [InlineData("<")]
    [InlineData("&amp")]
    public async Task A_comment_of_250_kB_of_tags_costs_little(string tag)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        var watch = Stopwatch.StartNew();

        foreach (var size in new[] { 250_000, 99_000 })
        {
            await joe.TellAsync(joe.Reply(post, string.Concat(Enumerable.Repeat(tag, size / tag.Length)) + " words"));
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.Equal(2, (await house.CommentsAsync(post)).Count);
    }

    [Fact]
    public async Task What_fails_every_time_is_set_aside_and_holds_up_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await joe.TellAsync(joe.Follow());
        var joesId = await house.IdOfAsync(joe);
        // As an older version may have left it.
        await house.ReadAsync(async db =>
        {
            db.ReceivedActivities.Add(new ReceivedActivity
            {
                Fingerprint = $"{Guid.NewGuid():N}",
                RemoteActorId = joesId,
                Type = "Follow",
                Document = "not JSON",
                ReceivedAt = house.Clock.GetUtcNow(),
            });
            return await db.SaveChangesAsync();
        });

        await ann.TellAsync(ann.Follow());

        Assert.Equal(FollowState.Requested, await house.StateAsync(ann));
        await Eventually.Happens("setting aside", async () =>
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            return await house.ReadAsync(db => db.ReceivedActivities.AnyAsync(received => received.RemoteActorId == joesId
                && received.SetAsideAt != null && received.Attempts == 5 && received.LastError != null));
        });
    }

    [Fact]
    public async Task A_context_that_is_unknown_is_never_fetched_and_adds_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var follow = joe.Follow();
        follow["@context"] = new JsonArray(server.Url("/context"), "https://unheard.example/ns");

        await joe.TellAsync(follow);

        Assert.DoesNotContain("/context", server.Asked);
        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    private Task<int> FailedAsync(RemotePerson person) =>
        house.ReadAsync(db => db.ReceivedActivities.CountAsync(received => received.RemoteActor.Uri == person.Uri
            && received.Attempts > 0));
}
