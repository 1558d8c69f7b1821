using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Federation.RemoteActors;

/// <summary>A request whose signature is wrong in any way is refused with 401, and nothing is written.</summary>
public class SignatureTests(House house) : IClassFixture<House>
{
    private static readonly RSA EvesKey = Keys.Of("Eve, who speaks for others");

    private static readonly Dictionary<string, Action<Letter>> Spoilt = new(StringComparer.Ordinal)
    {
        ["made with another key"] = letter => letter.Key = EvesKey,
        ["no Digest"] = letter => (letter.Digest, letter.SignedFields) = (null, "(request-target) host date content-type"),
        ["Digest not signed"] = letter => letter.SignedFields = "(request-target) host date content-type",
        ["Digest of another body"] = letter => letter.Digest = Letter.Sha256("{}"u8.ToArray()),
        ["Digest by MD5"] = letter => letter.Digest = "MD5=" + Convert.ToBase64String(new byte[16]),
        ["Digest by SHA-512 alone"] = letter => letter.Digest = "SHA-512=" + Convert.ToBase64String(SHA512.HashData(letter.Body)),
        ["Digest that is no base64"] = letter => letter.Digest = "SHA-256=####",
        ["Digest without a value"] = letter => letter.Digest = "SHA-256",
        ["Date not signed"] = letter => letter.SignedFields = "(request-target) host digest content-type",
        ["Date that is no date"] = letter => letter.Date = "yesterday",
        ["no Date"] = letter => (letter.Date, letter.SignedFields) = (null, "(request-target) host digest content-type"),
        ["host not signed"] = letter => letter.SignedFields = "(request-target) date digest content-type",
        ["signed for another host"] = letter => letter.Host = "joe-server.test",
        ["target not signed"] = letter => letter.SignedFields = "host date digest content-type",
        ["signed for another path"] = letter => letter.SignedTarget = "/users/tom/inbox",
        ["signed for another query"] = letter => letter.SignedTarget = "/users/mara/inbox?a=b",
        ["keyId acct:"] = letter => letter.KeyId = "acct:joe@joe-server.test",
        ["keyId of this house"] = letter => letter.KeyId = House.Url("/users/mara#main-key"),
        ["keyId in other letters"] = letter => letter.KeyId = letter.KeyId.Replace("joe#", "Joe#", StringComparison.Ordinal),
        ["keyId by http"] = letter => letter.KeyId = letter.KeyId.Replace("https:", "http:", StringComparison.Ordinal),
    };

    private static readonly Dictionary<string, Action<HttpRequestMessage>> ChangedOnTheWay = new(StringComparer.Ordinal)
    {
        ["signature taken off"] = request => request.Headers.Remove("Signature"),
        ["signature empty"] = request => Replace(request, "Signature", ""),
        ["signature without its value"] = request => Replace(request, "Signature", "keyId=\"x\""),
        ["signature in Authorization alone"] = request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + request.Headers.GetValues("Signature").First());
            request.Headers.Remove("Signature");
        },
        ["body changed"] = request => request.Content = Body("""{"type":"Follow"}""", request.Content!),
        ["body longer by a blank"] = request => request.Content = Body(request.Content!.ReadAsStringAsync().Result + " ", request.Content),
        ["method changed to another inbox"] = request => request.RequestUri = new Uri($"http://{House.Domain}/users/tom/inbox"),
        ["query added"] = request => request.RequestUri = new Uri(request.RequestUri + "?x=y"),
        ["Date changed"] = request => Replace(request, "Date", Letter.HttpDate(DateTimeOffset.UtcNow.AddSeconds(-30))),
        ["Host changed"] = request => request.Headers.Host = "joe-server.test",
        ["Content-Type changed"] = request => request.Content!.Headers.ContentType = new("application/ld+json"),
    };

    public static TheoryData<string> Faults =>
        Rows.FirstOnBoth<TheoryData<string>>(
            [.. Spoilt.Keys, .. ChangedOnTheWay.Keys, "an hour and a half old", "an hour and a half ahead"]);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_letter_from_a_follower_is_refused_when_it_is(string fault)
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        await house.SettleAsync();
        var before = await house.CountRowsAsync();
        var letter = joe.Letter(joe.Reply(post));
        Spoilt.GetValueOrDefault(fault)?.Invoke(letter);
        letter.Date = fault switch
        {
            "an hour and a half old" => Letter.HttpDate(house.Clock.GetUtcNow().AddMinutes(-90)),
            "an hour and a half ahead" => Letter.HttpDate(house.Clock.GetUtcNow().AddMinutes(90)),
            _ => letter.Date,
        };

        using var answer = await joe.SendAsync(letter, ChangedOnTheWay.GetValueOrDefault(fault));

        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest, $"{fault}: {answer.StatusCode}");
        await house.SettleAsync();
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Empty(await house.CommentsAsync(post));
    }

    [Fact]
    public async Task The_same_request_has_its_effect_once()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var follow = joe.Letter(joe.Follow());
        (await joe.SendAsync(follow)).Dispose();
        await joe.TellAsync(joe.Activity("Undo", joe.Follow()));
        var before = await house.CountRowsAsync();

        using var answer = await joe.SendAsync(follow);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await house.SettleAsync();
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Equal(PrivateFed.Follows.FollowState.Ended, await house.StateAsync(joe));
    }

    [Fact]
    public async Task An_activity_that_a_server_repeats_has_its_effect_once()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = await house.PublishAsync();
        var reply = joe.Reply(post);
        await joe.TellAsync(reply);
        house.Clock.Advance(TimeSpan.FromSeconds(3));

        await joe.TellAsync(reply);
        await joe.TellAsync(reply, "/inbox");

        Assert.Single(await house.CommentsAsync(post));
    }

    [Trait("Database", "none")]
    [Theory]
    [InlineData("the key's document names an owner who does not list it")]
    [InlineData("the owner is on another server")]
    [InlineData("the owner is only a beginning of the actor")]
    [InlineData("the actor lists a key that belongs to somebody else")]
    [InlineData("the document is another actor's")]
    [InlineData("the document is HTML")]
    [InlineData("the document is plain JSON")]
    [InlineData("the document has 10 MB")]
    [InlineData("the document is said to be gzip")]
    [InlineData("the document leads to this house")]
    [InlineData("the document leads to another server")]
    [InlineData("the document leads in a circle")]
    [InlineData("there is no end to the headers")]
    [InlineData("the key has 512 bits")]
    [InlineData("the key is not there")]
    public async Task A_strangers_key_is_not_believed_when(string fault)
    {
        await using var server = await Neighbour.OpenAsync(house);
        await using var other = await Neighbour.OpenAsync(house, "other-server.test");
        var (eve, victim) = (server.Person("eve"), server.Person("joe"));
        Arrange(fault, eve, victim, other.Person("eve"));
        var before = await house.CountRowsAsync();

        using var answer = await eve.SendAsync(eve.Letter(eve.Follow()));

        // Where no answer came that could be read, the next one may be another.
        var expected = fault is "the document leads to this house" or "there is no end to the headers" ? HttpStatusCode.ServiceUnavailable
            : HttpStatusCode.Unauthorized;
        Assert.True(answer.StatusCode == expected, $"{fault}: {answer.StatusCode}");
        Assert.Equal(before, await house.CountRowsAsync());
    }

    [Fact]
    public async Task A_key_server_that_never_finishes_is_waited_for_ten_seconds()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var eve = server.Person("eve");
        server.Pages[eve.Path] = async context =>
        {
            context.Response.ContentType = "application/activity+json";
            while (true)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(500, context.RequestAborted);
            }
        };
        var watch = System.Diagnostics.Stopwatch.StartNew();

        using var answer = await eve.SendAsync(eve.Letter(eve.Follow()));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_makes_the_house_knock_at_few_doors()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var eve = server.Person("eve");

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (number, _) =>
        {
            var letter = eve.Letter(eve.Follow());
            letter.KeyId = server.Url($"/users/eve{number}#main-key");
            (await eve.SendAsync(letter)).Dispose();
        });

        Assert.InRange(server.Asked.Count, 1, 30);
    }

    [Fact]
    public async Task A_key_that_could_not_be_had_is_not_asked_for_again_at_once()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var eve = server.Person("eve");
        server.Pages.TryRemove(eve.Path, out _);

        for (var number = 0; number < 5; number++)
        {
            (await eve.SendAsync(eve.Letter(eve.Follow()))).Dispose();
        }

        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task Whoever_uses_the_name_of_Joes_key_does_not_keep_Joe_out()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        var forged = joe.Letter(joe.Follow());
        forged.Key = EvesKey;

        for (var number = 0; number < 3; number++)
        {
            using var refused = await joe.SendAsync(forged);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
        await joe.TellAsync(joe.Follow());

        Assert.Equal(PrivateFed.Follows.FollowState.Requested, await house.StateAsync(joe));
        Assert.Single(server.Asked, path => path == joe.Path);
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_stranger_who_does_not_follow()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var eve = server.Person("eve");
        var post = await house.PublishAsync();

        using var reply = await eve.SendAsync(eve.Letter(eve.Reply(post)));
        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        using var fetched = await eve.GetAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.NotFound, fetched.StatusCode);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_linked_data_signature_is_never_believed()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var (joe, ann) = (server.Person("joe"), server.Person("ann"));
        await house.WelcomeAsync(joe);
        await house.WelcomeAsync(ann);
        var post = await house.PublishAsync();
        var forwarded = ann.Reply(post);
        forwarded["signature"] = new JsonObject
        {
            ["type"] = "RsaSignature2017",
            ["creator"] = ann.KeyId,
            ["created"] = "2026-01-01T00:00:00Z",
            ["signatureValue"] = "AAAA",
        };

        await house.SettleAsync();
        var before = await house.CountRowsAsync();

        using var answer = await joe.SendAsync(joe.Letter(forwarded));

        // What is passed on and not believed is answered like what is: nobody learns whom the house knows.
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(before, await house.CountRowsAsync());
        Assert.Empty(await house.CommentsAsync(post));
    }

    private static void Arrange(string fault, RemotePerson eve, RemotePerson victim, RemotePerson namesake)
    {
        var server = eve.Server;
        switch (fault)
        {
            case "the key's document names an owner who does not list it":
                eve.WithKeyDocument();
                server.Show(eve.Path + "/main-key", KeyDocument(eve, owner: victim.Uri));
                break;
            case "the owner is on another server":
                eve.WithKeyDocument();
                server.Show(eve.Path + "/main-key", KeyDocument(eve, owner: namesake.Uri));
                break;
            case "the owner is only a beginning of the actor":
                eve.Document["publicKey"]!["owner"] = eve.Uri[..^1];
                break;
            case "the actor lists a key that belongs to somebody else":
                eve.Document["publicKey"]!["owner"] = victim.Uri;
                break;
            case "the document is another actor's":
                server.Show(eve.Path, victim.Document);
                break;
            case "the document is HTML":
                server.Pages[eve.Path] = context => WriteAsync(context, "text/html", eve.Document.ToJsonString());
                break;
            case "the document is plain JSON":
                server.Pages[eve.Path] = context => WriteAsync(context, "application/json", eve.Document.ToJsonString());
                break;
            case "the document has 10 MB":
                eve.Document["padding"] = new string('x', 10_000_000);
                break;
            case "the document is said to be gzip":
                server.Pages[eve.Path] = context =>
                {
                    context.Response.Headers.ContentEncoding = "gzip";
                    return Neighbour.WriteAsync(context, eve.Document);
                };
                break;
            case "the document leads to this house":
                server.Pages[eve.Path] = context => RedirectAsync(context, House.Url("/users/mara"));
                break;
            case "the document leads to another server":
                server.Pages[eve.Path] = context => RedirectAsync(context, namesake.Uri);
                namesake.Server.Show(namesake.Path, eve.Document);
                break;
            case "the document leads in a circle":
                server.Pages[eve.Path] = context => RedirectAsync(context, eve.Uri);
                break;
            case "there is no end to the headers":
                server.Pages[eve.Path] = context =>
                {
                    for (var number = 0; number < 100; number++)
                    {
                        context.Response.Headers[$"X-{number}"] = new string('x', 1_000);
                    }
                    return Neighbour.WriteAsync(context, eve.Document);
                };
                break;
            case "the key has 512 bits":
                eve.Key = RSA.Create(512);
                eve.Document["publicKey"]!["publicKeyPem"] = eve.Key.ExportSubjectPublicKeyInfoPem();
                break;
            case "the key is not there":
                eve.Document.Remove("publicKey");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "Nobody knows how to do that.");
        }
    }

    private static JsonObject KeyDocument(RemotePerson person, string owner) => new()
    {
        ["id"] = person.KeyId,
        ["owner"] = owner,
        ["publicKeyPem"] = person.Key.ExportSubjectPublicKeyInfoPem(),
    };

    private static Task WriteAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }

    private static Task RedirectAsync(HttpContext context, string url)
    {
        context.Response.Redirect(url);
        return Task.CompletedTask;
    }

    private static void Replace(HttpRequestMessage request, string field, string value)
    {
        request.Headers.Remove(field);
        request.Headers.TryAddWithoutValidation(field, value);
    }

    private static ByteArrayContent Body(string text, HttpContent like)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = like.Headers.ContentType;
        return content;
    }
}
