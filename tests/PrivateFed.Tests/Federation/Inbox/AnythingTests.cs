using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Tests.Rig;
using PrivateFed.Text;

namespace PrivateFed.Tests.Federation.Inbox;

/// <summary>Whatever is sent, the house neither fails nor gets stuck.</summary>
public class AnythingTests(House house) : IClassFixture<House>
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String, Gen.OneOf("", "\0", "a\0b", "\ud800", "\u202e", "Follow", "Note", "https://", "https://lindgren.test/users/mara",
            "https://lindgren.test/posts/00000000-0000-0000-0000-000000000000", "9999-12-31T23:59:59Z", "<p>x</p>", "<svg/onload=x>",
            "acct:a@b", "https://[::1]/", "https://joe-server.test\0/"));

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Text.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(yes => (JsonNode?)JsonValue.Create(yes)),
        Gen.Const((JsonNode?)null));

    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.OneOf("id", "type", "actor", "object", "attributedTo", "inReplyTo", "content", "published", "to", "cc", "tag", "url", "href",
            "@context", "endpoints", "owner"), Text);

    private static string Payloads => Surroundings.Payloads;

    private static readonly Gen<JsonNode?> Anything = Nested(Nested(Nested(Leaf)));

    [Fact]
    public async Task Random_bytes_to_an_inbox_are_refused()
    {
        using var client = new Callers(house);
        await Gen.Select(Gen.Byte.Array[0, 300], Gen.OneOf("/inbox", "/actor/inbox", "/users/mara/inbox")).SampleAsync(
            async (body, target) =>
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new("application/activity+json");
                using var answer = await client.Next().PostAsync(target, content);
                return (int)answer.StatusCode is >= 400 and < 500;
            },
            iter: 300, threads: 1);
    }

    [Fact]
    public async Task Random_Signature_fields_are_refused()
    {
        using var client = new Callers(house);
        var part =
            Gen.OneOf(Gen.OneOf("keyId=\"https://joe-server.test/a#k\"", "algorithm=\"rsa-sha256\"",
                "headers=\"(request-target) host date digest\"", "signature=\"AAAA\"", "created=1", "expires=x", ",", "=",
                "\""), Gen.Char[' ', '~'].Array[0, 20].Select(letters => new string(letters)));
        await part.Array[0, 8].SampleAsync(
            async parts =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/inbox")
                {
                    Content = new StringContent("""{"type":"Follow","actor":"https://joe-server.test/a"}"""),
                };
                request.Content.Headers.ContentType = new("application/activity+json");
                request.Headers.TryAddWithoutValidation("Signature", string.Join(',', parts));
                using var answer = await client.Next().SendAsync(request);
                return (int)answer.StatusCode is >= 400 and < 500;
            },
            iter: 300, threads: 8); // each refusal waits for its moment
    }

    [Fact]
    public async Task Random_activities_that_are_signed_well_are_answered_and_handled()
    {
        await using var server = await Neighbour.OpenAsync(house);
        using var client = new Callers(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var post = House.Url($"/posts/{await house.PublishAsync()}");
        var type = Gen.OneOf("Follow", "Undo", "Create", "Update", "Delete", "Like", "Accept");
        await Gen.Select(type, Anything, Gen.Dictionary(Name, Anything)[0, 4], Gen.Int[0, 3]).SampleAsync(
            async (kind, about, more, reply) =>
            {
                var activity = joe.Activity(kind, about?.DeepClone());
                if (about is JsonObject && reply > 0)
                {
                    var note = activity["object"]!;
                    (note["type"], note["attributedTo"], note["inReplyTo"]) = ("Note", joe.Uri, post);
                    note["id"] ??= joe.NewId();
                }
                foreach (var (name, value) in more.Where(pair => !activity.ContainsKey(pair.Key)))
                {
                    activity[name] = value?.DeepClone();
                }
                using var request = joe.Letter(Encoding.UTF8.GetBytes(activity.ToJsonString())).Seal();
                using var answer = await client.Next().SendAsync(request);
                return (int)answer.StatusCode < 500;
            },
            iter: 400, threads: 1);

        await house.SettleAsync();
        var errors = await house.ReadAsync(db => db.ReceivedActivities.Where(received => received.LastError != null)
            .Select(received => received.LastError + "\n" + received.Document).ToListAsync());
        Assert.Empty(errors);
    }

    /// <summary>What real servers sent, with some of it taken out, put elsewhere or replaced, as if a follower had sent it.</summary>
    [Fact]
    public async Task Mutated_documents_of_real_servers_change_nothing()
    {
        Assert.SkipUnless(Directory.Exists(Payloads),
            $"The test vectors are missing: {Payloads}. Name their folder in PRIVATEFED_VECTORS.");
        var files = Directory.GetFiles(Payloads, "*.json", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".headers.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        await using var server = await Neighbour.OpenAsync(house);
        using var client = new Callers(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        await house.PublishAsync();
        var before = await house.CountRowsAsync();
        await Gen.Select(Gen.Int[0, files.Length - 1].Select(number => files[number]),
            Gen.Select(Gen.Int[0, 200], Gen.Int[0, 3], Anything).Array[0, 4]).SampleAsync(
            async (file, mutations) =>
            {
                var document = JsonNode.Parse(await File.ReadAllTextAsync(file, House.Cancellation))!.AsObject();
                foreach (var (where, how, what) in mutations)
                {
                    Mutate(document, where, how, what);
                }
                document["actor"] = joe.Uri;
                document["id"] = joe.NewId();
                using var request = joe.Letter(Encoding.UTF8.GetBytes(document.ToJsonString())).Seal();
                using var answer = await client.Next().SendAsync(request);
                return (int)answer.StatusCode < 500;
            },
            iter: 400, threads: 1);

        await house.SettleAsync();
        var after = await house.CountRowsAsync();
        Assert.Empty(after.Where(IsEffect).Where(table => before[table.Key] != table.Value)
            .Select(table => $"{table.Key}: {before[table.Key]} before, {table.Value} after"));
        Assert.Equal(0, await house.ReadAsync(db => db.ReceivedActivities.CountAsync(received => received.LastError != null)));
    }

    private static bool IsEffect(KeyValuePair<string, long> table) => table.Key != "ReceivedActivities";

    private static void Mutate(JsonObject document, int where, int how, JsonNode? what)
    {
        var places = Descendants(document).SelectMany(map => map.Select(entry => (map, entry.Key))).ToList();
        if (places.Count == 0)
        {
            return;
        }
        var (map, key) = places[where % places.Count];
        var value = map[key]?.DeepClone();
        switch (how)
        {
            case 0:
                map.Remove(key);
                break;
            case 1:
                map[key] = what?.DeepClone();
                break;
            case 2:
                map[key] = new JsonArray(value);
                break;
            default:
                places[(where * 7) % places.Count].map[key] = value;
                break;
        }
    }

    private static IEnumerable<JsonObject> Descendants(JsonNode? node) => node switch
    {
        JsonObject map => map.Select(entry => entry.Value).SelectMany(Descendants).Prepend(map),
        JsonArray array => array.SelectMany(Descendants),
        _ => [],
    };

    [Fact]
    public async Task Random_actor_documents_are_met_or_refused()
    {
        await using var server = await Neighbour.OpenAsync(house);
        using var client = new Callers(house);
        var number = 0;
        await Gen.Select(Gen.OneOf("name", "summary", "icon", "url", "endpoints", "published", "type", "preferredUsername", "inbox", "id",
            "publicKey"), Anything).SampleAsync(
            async (property, value) =>
            {
                var person = server.Person($"p{number++ % 8}x");
                person.Document[property] = value?.DeepClone();
                var letter = person.Letter(person.Follow());
                using var request = letter.Seal();
                using var answer = await client.Next().SendAsync(request);
                return (int)answer.StatusCode < 500;
            },
            iter: 80, threads: 1);
    }

    [Fact]
    public async Task Random_paths_are_answered()
    {
        using var client = house.Client();
        var part =
            Gen.OneOf(Gen.OneOf("users", "posts", "photos", "media", "faces", "inbox", "mara", "..", "%00", "%2e%2e", "%ff", "//", "jobs",
                ".well-known", "webfinger?resource=", "?", "00000000-0000-0000-0000-000000000000"), Gen.Char['!', '~'].Array[0,
                8].Select(letters => new string(letters)));
        await Gen.Select(part.Array[0, 5], Gen.OneOf("application/activity+json", "text/html", ";;,", "*/*")).SampleAsync(
            async (parts, accept) =>
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Get, new Uri($"http://{House.Domain}/{string.Join('/', parts).Replace("#", "", StringComparison.Ordinal)}",
                        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
                request.Headers.TryAddWithoutValidation("Accept", accept);
                using var answer = await client.SendAsync(request);
                return (int)answer.StatusCode < 500;
            },
            iter: 300, threads: 1);
    }

    private static Gen<JsonNode?> Nested(Gen<JsonNode?> inner) => Gen.OneOf(
        Leaf,
        inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
        Gen.Dictionary(Name, inner)[0, 4].Select(
            members => (JsonNode?)new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))));

    /// <summary>A new caller's address every forty requests: who is refused too often is not listened to any more.</summary>
    private sealed class Callers(House house) : IDisposable
    {
        private readonly List<HttpClient> _clients = [];
        private readonly Lock _one = new();
        private int _calls;

        public HttpClient Next()
        {
            lock (_one)
            {
                if (_calls++ % 40 == 0)
                {
                    _clients.Add(house.Client($"127.3.{Random.Shared.Next(250)}.{Random.Shared.Next(1, 250)}"));
                }
                return _clients[^1];
            }
        }

        public void Dispose() => _clients.ForEach(client => client.Dispose());
    }
}
