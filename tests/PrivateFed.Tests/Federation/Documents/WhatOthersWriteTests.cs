using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.Documents;

/// <summary>A document is refused for its structure, not for a bad letter, a mark before it or the case of a host.</summary>
public class WhatOthersWriteTests(House house) : IClassFixture<House>
{
    private const string Half = "HALF";

    [Theory]
    [InlineData("\\ud83d", "\ufffd")]
    [InlineData("\\ude00\\ud83d", "\ufffd\ufffd")]
    [InlineData("\\ud83d\\ude00", "\ud83d\ude00")]
    [InlineData("\\\\ud83d", "\\ud83d")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\ufffd\ud83d\ude00")]
    public async Task O12_Half_a_pair_in_a_comment_is_shown_as_what_is_no_letter(string written, string shown)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        await TellAsync(joe, Encoding.UTF8.GetBytes(joe.Reply(post, $"<p>cut {Half} off</p>").ToJsonString()
            .Replace(Half, written, StringComparison.Ordinal)));

        Assert.Contains($"cut {shown} off", Assert.Single(await house.CommentsAsync(post)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0xBD })]
    public async Task D2_Bytes_that_are_no_UTF8_cost_a_letter_and_not_the_comment(byte[] bytes)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();

        await TellAsync(joe, With(joe.Reply(post, $"<p>cut {Half} off</p>"), bytes));

        Assert.Contains("cut \ufffd", Assert.Single(await house.CommentsAsync(post)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_oU", null)]
    [InlineData(Half, new byte[] { 0xFF, 0xC3 })]
    [InlineData("\ufffd", null)]
    public async Task D2_Stray_bytes_after_the_key_keep_nobody_out(string stray, byte[]? bytes)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["publicKey"]!["publicKeyPem"] = joe.Key.ExportSubjectPublicKeyInfoPem() + "\n" + stray;
        Serve(joe, With(joe.Document, bytes ?? []));

        await joe.TellAsync(joe.Follow());

        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Fact]
    public async Task D2_A_second_key_after_the_first_is_refused()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["publicKey"]!["publicKeyPem"] = joe.Key.ExportSubjectPublicKeyInfoPem() + "\n" + Keys.Of("eve")
            .ExportSubjectPublicKeyInfoPem();

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task O14_A_byte_order_mark_is_passed_over_in_an_actor_and_in_an_activity()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        Serve(joe, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(joe.Document.ToJsonString())]);

        await TellAsync(joe, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(joe.Follow().ToJsonString())]);

        Assert.Equal(FollowState.Requested, await house.StateAsync(joe));
    }

    [Theory]
    [InlineData("/users/joe", "joe")]
    [InlineData("/@joe", "joe")]
    [InlineData("/people/jo%C3%A9/", "joé")]
    public async Task O15_Who_has_no_name_is_called_by_the_last_part_of_the_id(string path, string handle)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = new RemotePerson(server, "joe", path, Keys.Of("joe"), "Person");
        joe.Document.Remove("preferredUsername");
        Serve(joe, Encoding.UTF8.GetBytes(joe.Document.ToJsonString()), Uri.UnescapeDataString(path));

        await joe.TellAsync(joe.Follow());

        Assert.Equal(handle, await HandleAsync(joe));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/jo%20e")]
    [InlineData("/%2e%2e%2fetc")]
    [InlineData("/joe%E2%80%8Fx")]
    public async Task O15_Not_when_that_cannot_be_a_handle(string path)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = new RemotePerson(server, "joe", path, Keys.Of("joe"), "Person");
        joe.Document.Remove("preferredUsername");
        Serve(joe, Encoding.UTF8.GetBytes(joe.Document.ToJsonString()), Uri.UnescapeDataString(path));

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("हिन्दी", true)]
    [InlineData("தமிழ்", true)]
    [InlineData("jose\u0301", true)]
    [InlineData("\u0301joe", false)]
    [InlineData("joe\u034f", false)]
    [InlineData("joe\ufe0f", false)]
    [InlineData("joe\u200f", false)]
    [InlineData("joe/eve", false)]
    public async Task A_handle_may_have_marks_on_its_letters(string handle, bool isTaken)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        joe.Document["preferredUsername"] = handle;

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(isTaken ? HttpStatusCode.Accepted : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Hosts_in_capitals_are_the_same_hosts()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var (loud, loudHouse) = (server.Host.ToUpperInvariant(), House.Domain.ToUpperInvariant());
        Serve(joe, Encoding.UTF8.GetBytes(joe.Document.ToJsonString().Replace(server.Host, loud, StringComparison.Ordinal)));
        joe.KeyId = joe.KeyId.Replace(server.Host, loud, StringComparison.Ordinal);
        await TellAsync(joe, Loud(joe.Follow()));
        await house.LetInAsync(joe);
        var post = await house.PublishAsync();

        await TellAsync(joe, Loud(joe.Reply(post)));

        var comment = Assert.Single(await house.CommentsAsync(post));
        Assert.StartsWith(joe.Uri, comment.Uri, StringComparison.Ordinal);
        Assert.Equal(1, await house.ReadAsync(db => db.RemoteActors.CountAsync(actor => actor.Handle == "joe"
            && actor.Host.Name == server.Host)));

        byte[] Loud(JsonObject activity) => Encoding.UTF8.GetBytes(activity.ToJsonString()
            .Replace(server.Host, loud, StringComparison.Ordinal)
            .Replace($"https://{House.Domain}", $"https://{loudHouse}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A7_Capitals_make_nobody_somebody_else()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        var noteId = (string)reply["object"]!["id"]!;

        // Ann names Joe's note with a loud host, Joe with a loud host, and a path that differs in case alone.
        await ann.TellAsync(ann.Activity("Delete", noteId.Replace("joe-server", "JOE-Server", StringComparison.Ordinal)));
        var inHisName = ann.Activity("Like", noteId);
        inHisName["actor"] = joe.Uri.Replace("joe-server", "JOE-server", StringComparison.Ordinal);
        using var refused = await ann.SendAsync(ann.Letter(inHisName));
        await joe.TellAsync(joe.Activity("Delete", noteId.Replace("/users/", "/Users/", StringComparison.Ordinal)));
        await house.SettleAsync();

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Single(await house.CommentsAsync(post));
    }

    [Theory]
    [InlineData("JOE-server.test.")]
    [InlineData("x@JOE-server.test")]
    [InlineData("JOE-sérver.test")]
    public async Task A7_Other_tricks_with_a_host_are_refused_in_capitals_too(string host)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var follow = joe.Follow();
        follow["actor"] = joe.Uri.Replace("joe-server.test", host, StringComparison.Ordinal);

        using var answer = await joe.SendAsync(joe.Letter(follow));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("GZIP")]
    public async Task O06_An_actor_that_comes_compressed_is_read(string coding)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        string? asked = null;
        var body = Packed(coding, Encoding.UTF8.GetBytes(joe.Document.ToJsonString()));
        server.Pages[joe.Path] = context =>
        {
            asked = context.Request.Headers.AcceptEncoding;
            context.Response.Headers.ContentEncoding = coding;
            return WriteAsync(context, body);
        };

        await joe.TellAsync(joe.Follow());

        Assert.Equal((FollowState.Requested, "identity"), (await house.StateAsync(joe), asked));
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task O06_What_cannot_be_unpacked_is_refused(string coding)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        server.Pages[joe.Path] = context =>
        {
            context.Response.Headers.ContentEncoding = coding;
            return WriteAsync(context, Encoding.UTF8.GetBytes(joe.Document.ToJsonString()));
        };

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("as it should", true)]
    [InlineData("of another owner", false)]
    [InlineData("not named by the actor", false)]
    public async Task O09_A_key_that_is_named_by_its_id_is_fetched(string key, bool isTaken)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        joe.KeyId = server.Url("/keys/1");
        server.Show("/keys/1", new JsonObject
        {
            ["@context"] = "https://w3id.org/security/v1",
            ["id"] = joe.KeyId,
            ["type"] = "Key",
            ["owner"] = key == "of another owner" ? ann.Uri : joe.Uri,
            ["publicKeyPem"] = joe.Key.ExportSubjectPublicKeyInfoPem(),
        });
        joe.Document["publicKey"] = key == "not named by the actor" ? server.Url("/keys/2") : joe.KeyId;

        using var answer = await joe.SendAsync(joe.Letter(joe.Follow()));

        Assert.Equal(isTaken ? HttpStatusCode.Accepted : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task O08_An_Update_that_names_the_actor_by_id_has_it_read_anew()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        joe.Document["name"] = "Joseph";

        await joe.TellAsync(joe.Activity("Update", joe.Uri));

        Assert.Equal("Joseph", await house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == joe.Uri).Select(actor => actor.Name)
            .SingleAsync()));
    }

    [Fact]
    public async Task O08_Many_such_Updates_cost_one_fetch_and_anothers_none()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        var before = server.Asked.Count(path => path == joe.Path);

        for (var i = 0; i < 3; i++)
        {
            await ann.TellAsync(ann.Activity("Update", joe.Uri));
        }
        Assert.Equal(before, server.Asked.Count(path => path == joe.Path));
        for (var i = 0; i < 3; i++)
        {
            await joe.TellAsync(joe.Activity("Update", joe.Uri));
        }

        Assert.Equal(before + 1, server.Asked.Count(path => path == joe.Path));
    }

    [Fact]
    public async Task O08_An_actor_that_cannot_be_fetched_stays_as_it_was_and_is_left_alone()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        server.Pages.TryRemove(joe.Path, out _);
        var before = server.Asked.Count(path => path == joe.Path);

        await joe.TellAsync(joe.Activity("Update", joe.Uri));
        await joe.TellAsync(joe.Activity("Update", joe.Uri));

        Assert.Equal(before + 1, server.Asked.Count(path => path == joe.Path));
        Assert.Equal(FollowState.Accepted, await house.StateAsync(joe));
    }

    [Fact]
    public async Task An_actors_and_a_keys_id_of_more_than_2048_bytes_are_refused()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        var tooLong = new string('ä', 1_100);
        var follow = joe.Follow();
        follow["actor"] = joe.Uri + tooLong;
        var own = ann.Document["publicKey"]!.DeepClone();
        var second = own.DeepClone();
        second["id"] = $"{ann.Uri}#{tooLong}";
        ann.Document["publicKey"] = new JsonArray(own, second);

        using var answer = await joe.SendAsync(joe.Letter(follow));
        await ann.TellAsync(ann.Follow());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([ann.KeyId], await house.ReadAsync(db => db.RemoteKeys.Where(key => key.RemoteActor.Uri == ann.Uri)
            .Select(key => key.Uri).ToListAsync()));
    }

    private static byte[] With(JsonObject document, byte[] bytes)
    {
        var text = document.ToJsonString();
        var at = text.IndexOf(Half, StringComparison.Ordinal);
        return at < 0 ? Encoding.UTF8.GetBytes(text)
            : [.. Encoding.UTF8.GetBytes(text[..at]), .. bytes, .. Encoding.UTF8.GetBytes(text[(at + Half.Length)..])];
    }

    private static byte[] Packed(string coding, byte[] text)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => new GZipStream(packed, CompressionLevel.Optimal),
        })
        {
            stream.Write(text);
        }
        return packed.ToArray();
    }

    private static void Serve(RemotePerson person, byte[] document, string? path = null) =>
        person.Server.Pages[path ?? person.Path] = context => WriteAsync(context, document);

    private static async Task WriteAsync(HttpContext context, byte[] document)
    {
        context.Response.ContentType = "application/activity+json";
        await context.Response.Body.WriteAsync(document);
    }

    private async Task TellAsync(RemotePerson person, byte[] activity)
    {
        using var answer = await person.SendAsync(person.Letter(activity));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await house.SettleAsync();
    }

    private Task<string> HandleAsync(RemotePerson person) =>
        house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == person.Uri).Select(actor => actor.Handle).SingleAsync());
}
