using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateFed.Tests.Rig;

/// <summary>
/// A server of another make on which Joe has his account. It keeps what real servers keep (the house's actors, whom Joe follows, his home
/// feed) and answers as they do; a <see cref="Manner"/> makes it one of those that are harder to please. A test sees what Joe would see.
/// </summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly string[] KnownContexts = ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"];

    private readonly Manner _manner;
    private readonly ConcurrentDictionary<string, JsonElement> _actors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonElement> _feed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _following = new(StringComparer.Ordinal);
    private readonly ConcurrentStack<(byte[] Body, string Target, DateTimeOffset Signed)> _undelivered = new();

    private Peer(Neighbour server, Manner manner)
    {
        (Server, _manner, Joe) = (server, manner, server.Person("joe"));
        server.Receive = ReceiveAsync;
    }

    public Neighbour Server { get; }

    public RemotePerson Joe { get; }

    /// <summary>Until it recovers, the server answers every GET with 503, as during a restart.</summary>
    public bool IsDown { get; set; }

    /// <summary>The ids of the posts and comments in Joe's home feed.</summary>
    public IReadOnlyCollection<string> Feed => [.. _feed.Keys];

    private House House => Server.House;

    public static async Task<Peer> OpenAsync(House house, Manner manner)
    {
        var server = await Neighbour.OpenAsync(house);
        var peer = new Peer(server, manner);
        peer.TellSoftware();
        peer.ShowActor();
        return peer;
    }

    /// <summary>Whether Joe's app says that he follows this author of the house.</summary>
    public bool Follows(string handle) => _following.GetValueOrDefault(House.Url($"/users/{handle}"));

    public string ContentOf(string id) => _feed[id].GetProperty("content").GetString() ?? "";

    /// <summary>Joe looks the author up and asks to follow.</summary>
    /// <param name="handle">Of the author.</param>
    /// <param name="id">Of the Follow; a new one when it is null.</param>
    public async Task FollowAsync(string handle = "mara", string? id = null)
    {
        await LookUpAsync(handle);
        await DeliverAsync(Joe.Follow(handle, id), $"/users/{handle}/inbox");
    }

    /// <summary>Joe asks to follow Mara, and she lets him in.</summary>
    public async Task LetInAsync(params Guid[] circleIds)
    {
        await FollowAsync();
        await House.SettleAsync();
        await House.LetInAsync(Joe, circleIds);
        Assert.True(Follows("mara"), $"{_manner}: Joe's app does not say that he follows.");
    }

    /// <summary>Joe ends it himself.</summary>
    public async Task UnfollowAsync(string handle = "mara")
    {
        _following[House.Url($"/users/{handle}")] = false;
        await DeliverAsync(Joe.Activity("Undo", Joe.Follow(handle)), $"/users/{handle}/inbox");
    }

    /// <summary>Joe's server sends something; what is not taken is kept for a later try, where this server has one.</summary>
    public async Task DeliverAsync(JsonObject activity, string target = "/inbox")
    {
        var letter = Joe.Letter(activity, target);
        await DeliverAsync(letter.Body, target, House.Clock.GetUtcNow());
    }

    /// <summary>Tries again what was not taken: the newest first, where the server is one that mixes them up.</summary>
    public async Task RetryAsync()
    {
        var again = _undelivered.ToArray();
        _undelivered.Clear();
        foreach (var (body, target, signed) in _manner == Manner.RetriesOutOfOrder ? again : again.Reverse())
        {
            await DeliverAsync(body, target, signed);
        }
    }

    /// <summary>What a reader of Joe's server gets for each picture of a post in his feed.</summary>
    public async Task<IReadOnlyList<HttpStatusCode>> OpenPicturesAsync(string id)
    {
        var answers = new List<HttpStatusCode>();
        foreach (var attachment in _feed[id].GetProperty("attachment").EnumerateArray())
        {
            using var picture = await Server.Client.GetAsync(
                new Uri(attachment.GetProperty("url").GetString()!).AbsolutePath, House.Cancellation);
            answers.Add(picture.StatusCode);
        }
        return answers;
    }

    public Task SeesAsync(string id) => Eventually.Happens($"{id} in Joe's feed ({_manner})", () => Task.FromResult(_feed.ContainsKey(id)));

    public Task MissesAsync(string id) =>
        Eventually.Happens($"no {id} in Joe's feed ({_manner})", () => Task.FromResult(!_feed.ContainsKey(id)));

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private string Software => _manner switch
    {
        Manner.UnsignedActorIs401 or Manner.KeyDocumentWithoutInbox or Manner.IgnoresReject => "gotosocial",
        Manner.BytesBehindPem or Manner.KeepsStub => "snac",
        Manner.IgnoresUpdate or Manner.NoRetryAfter4xx or Manner.IgnoresRepeatedCreate => "misskey",
        Manner.RetriesOutOfOrder or Manner.DemandsMention => "hollo",
        Manner.DemandsInReplyTo => "wordpress",
        Manner.FetchesContexts => "Iceshrimp.NET",
        _ => "mastodon",
    };

    private void TellSoftware()
    {
        Server.Show("/.well-known/nodeinfo", new JsonObject
        {
            ["links"] = new JsonArray(new JsonObject
            {
                ["rel"] = "http://nodeinfo.diaspora.software/ns/schema/2.0",
                ["href"] = Server.Url("/nodeinfo/2.0"),
            }),
        });
        Server.Show("/nodeinfo/2.0", new JsonObject
        {
            ["version"] = "2.0",
            ["software"] = new JsonObject { ["name"] = Software, ["version"] = "1.2.3" },
            ["protocols"] = new JsonArray("activitypub"),
        });
    }

    private void ShowActor()
    {
        if (_manner is Manner.KeyDocumentWithoutInbox or Manner.UnsignedActorIs401)
        {
            Joe.KeyId = Joe.Uri + "/main-key";
            Joe.Document["publicKey"]!["id"] = Joe.KeyId;
            Server.Pages[Joe.Path + "/main-key"] = context => WhenUpAsync(context, () => Neighbour.WriteAsync(context, new JsonObject
            {
                ["@context"] = new JsonArray([.. KnownContexts.Select(address => JsonValue.Create(address))]),
                ["id"] = Joe.Uri,
                ["type"] = "Person",
                ["preferredUsername"] = Joe.Handle,
                ["publicKey"] = Joe.Document["publicKey"]!.DeepClone(),
            }));
        }
        if (_manner == Manner.BytesBehindPem)
        {
            Joe.Document["publicKey"]!["publicKeyPem"] = Joe.Document["publicKey"]!["publicKeyPem"]!.GetValue<string>() + "\n\u0011\uFFFDk";
        }
        Server.Pages[Joe.Path] = context => WhenUpAsync(context, () =>
        {
            if (_manner == Manner.UnsignedActorIs401 && !context.Request.Headers.ContainsKey("Signature"))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }
            return Neighbour.WriteAsync(context, Joe.Document);
        });
    }

    private Task WhenUpAsync(HttpContext context, Func<Task> answer)
    {
        if (!IsDown)
        {
            return answer();
        }
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private async Task LookUpAsync(string handle)
    {
        using var found = await Server.Client.GetAsync($"/.well-known/webfinger?resource=acct:{handle}@{House.Domain}", House.Cancellation);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        using var answer = await Server.Instance.GetAsync($"/users/{handle}");
        var actor = await answer.JsonAsync();
        Assert.True(CanRead(actor), $"{_manner}: the actor of {handle} cannot be read: {actor}");
        Keep(actor);
    }

    private async Task DeliverAsync(byte[] body, string target, DateTimeOffset signed)
    {
        // Every try is signed anew, as all of them do.
        using var answer = await Joe.SendAsync(Joe.Letter(body, target));
        var isLost = (int)answer.StatusCode is >= 400 and < 500 && _manner == Manner.NoRetryAfter4xx;
        if (!answer.IsSuccessStatusCode && !isLost)
        {
            _undelivered.Push((body, target, signed));
        }
    }

    private async Task ReceiveAsync(Arrived arrived, HttpContext context)
    {
        var activity = arrived.Json;
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        if (!CanRead(activity))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        switch (arrived.Type)
        {
            case "Accept":
                _following[activity.GetProperty("actor").GetString()!] = true;
                break;
            case "Reject" when _manner is not Manner.IgnoresReject:
            case "Block":
                _following[activity.GetProperty("actor").GetString()!] = false;
                break;
            case "Create":
                context.Response.StatusCode = Take(activity.GetProperty("object"), isNew: true);
                break;
            case "Update" when activity.GetProperty("object").TryGetProperty("inbox", out _):
                UpdateActor(activity.GetProperty("object"));
                break;
            case "Update" when _manner != Manner.IgnoresUpdate:
                context.Response.StatusCode = Take(activity.GetProperty("object"), isNew: false);
                break;
            case "Delete":
                var gone = activity.GetProperty("object");
                _feed.TryRemove(gone.ValueKind == JsonValueKind.String ? gone.GetString()! : gone.GetProperty("id").GetString()!, out _);
                break;
        }
        await Task.CompletedTask;
    }

    private int Take(JsonElement note, bool isNew)
    {
        var id = note.GetProperty("id").GetString()!;
        if (_manner == Manner.DemandsInReplyTo && !note.TryGetProperty("inReplyTo", out _))
        {
            return StatusCodes.Status400BadRequest;
        }
        var isKnown = _feed.ContainsKey(id);
        if (IsForJoe(note) && (isNew ? !isKnown || _manner != Manner.IgnoresRepeatedCreate : isKnown))
        {
            _feed[id] = note;
        }
        return StatusCodes.Status202Accepted;
    }

    /// <summary>
    /// A post to the followers is shown to who follows; one that names people, to those, and by some only if it mentions them.
    /// </summary>
    private bool IsForJoe(JsonElement note)
    {
        var author = note.GetProperty("attributedTo").GetString()!;
        var addressed = Addressed(note, "to").Concat(Addressed(note, "cc")).ToList();
        var followers = _actors.TryGetValue(author, out var actor) && actor.TryGetProperty("followers", out var address)
            ? address.GetString()
            : null;
        if (followers is not null && addressed.Contains(followers))
        {
            return _following.GetValueOrDefault(author);
        }
        return addressed.Contains(Joe.Uri) && (_manner != Manner.DemandsMention || IsMentioned(note));
    }

    private bool IsMentioned(JsonElement note) => note.GetProperty("tag").EnumerateArray()
        .Any(tag => tag.GetProperty("type").GetString() == "Mention" && tag.GetProperty("href").GetString() == Joe.Uri);

    private static IEnumerable<string> Addressed(JsonElement thing, string property) => !thing.TryGetProperty(property, out var value)
        ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => one.GetString()!) : [value.GetString()!];

    /// <summary>snac2 keeps what it saw first, and takes no Update whose object is addressed to nobody of its own.</summary>
    private void UpdateActor(JsonElement actor)
    {
        var isForUs = Addressed(actor, "to").Concat(Addressed(actor, "cc"))
            .Any(to => to == Joe.Uri || to.EndsWith("/followers", StringComparison.Ordinal));
        if (Software != "snac" || isForUs)
        {
            Keep(actor);
        }
    }

    private void Keep(JsonElement actor)
    {
        var id = actor.GetProperty("id").GetString()!;
        if (_manner == Manner.KeepsStub)
        {
            _actors.TryAdd(id, actor);
        }
        else
        {
            _actors[id] = actor;
        }
    }

    private bool CanRead(JsonElement document) => _manner != Manner.FetchesContexts || !document.TryGetProperty("@context", out var context)
        || (context.ValueKind == JsonValueKind.Array ? context.EnumerateArray().ToArray() : [context])
            .Where(one => one.ValueKind == JsonValueKind.String).All(one => KnownContexts.Contains(one.GetString()));
}
