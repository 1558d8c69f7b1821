using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// The foreign server in <c>peer/</c>, run as a process: Joe lives there, and Eve whom nobody let in. Its README says what it can be told.
/// </summary>
public sealed class PeerProgram : IAsyncDisposable
{
    private readonly RunningProgram _program;
    private readonly HttpClient _control;

    private PeerProgram(RunningProgram program, Ready ready)
    {
        _program = program;
        Origin = ready.Origin;
        _control = new HttpClient { BaseAddress = new Uri(ready.Control), Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary><c>https://joe-server.test:40001</c>, without a slash at the end.</summary>
    public string Origin { get; }

    public string Joe => $"{Origin}/users/joe";

    public string JoesHandle => HandleOf("joe");

    public string EvesHandle => HandleOf("eve");

    public string HandleOf(string name) => $"@{name}@{new Uri(Origin).Authority}";

    public static async Task<PeerProgram> Start(string name = "joe-server.test")
    {
        var program = RunningProgram.Start("node", [TestRun.PeerProgram], new Dictionary<string, string>
        {
            ["PEER_NAME"] = name,
            ["PEER_STOPS_WITH_STDIN"] = "1",
        });
        var ready = await program.WaitForLine("ready ");
        return new PeerProgram(program, JsonSerializer.Deserialize<Ready>(ready, JsonSerializerOptions.Web)!);
    }

    /// <summary>Somebody opens an account there.</summary>
    /// <returns>The actor's id.</returns>
    public async Task<string> MoveIn(string name, string fullName, params string[] alsoKnownAs) =>
        (await Ask<MovedIn>("moveIn", new { name, fullName, alsoKnownAs })).Id;

    public Task<PeerStatus> Status() => Ask<PeerStatus>("status", new { });

    public Task<FoundActor> Lookup(string handle) => Ask<FoundActor>("lookup", new { handle });

    public Task<Sent> Follow(string target, string by = "joe") => Ask<Sent>("follow", new { @as = by, target });

    public Task<Sent> Unfollow(string target, string by = "joe") => Ask<Sent>("unfollow", new { @as = by, target });

    /// <summary>Answers a post; <paramref name="visibility"/> is followers, direct or public.</summary>
    public Task<Sent> Reply(string to, string inReplyTo, string text, string by = "joe", string visibility = "followers") =>
        Ask<Sent>("reply", new { @as = by, to, inReplyTo, text, visibility });

    /// <summary>Answers a post with more than words: see "reply" in the peer's README.</summary>
    public Task<Sent> Reply(object with) => Ask<Sent>("reply", with);

    /// <summary>Any activity about things that have an id.</summary>
    public Task<Sent> Tell(string to, string type, string[] objects, string by = "joe", string? content = null, string? target = null,
        string[]? audience = null) =>
        Ask<Sent>("tell", new { @as = by, to, type, objects, content, target, audience = audience ?? [] });

    /// <summary>Somebody gets a new key, and tells of it with the old one.</summary>
    public Task<Answer> ChangeKeys(string to, string by = "joe") => Ask<Answer>("changeKeys", new { @as = by, to });

    /// <summary>An activity as it is, with somebody's integrity proof.</summary>
    public Task<JsonElement> Prove(object activity, string by = "joe") => Ask<JsonElement>("prove", new { @as = by, activity });

    public Task<Sent> Edit(string to, string note, string text) => Ask<Sent>("edit", new { to, note, text });

    public Task<Sent> Delete(string to, string note) => Ask<Sent>("delete", new { to, note });

    public Task<Sent> Like(string to, string post, string by = "joe") => Ask<Sent>("like", new { @as = by, to, @object = post });

    public Task<Sent> Undo(string to, string id, string by = "joe") => Ask<Sent>("undo", new { @as = by, to, id });

    /// <summary>Posts any JSON, signed as somebody (or unsigned), with a key id that may be a lie.</summary>
    public Task<Answer> Send(string inbox, object activity, string? signedAs = null, string? keyId = null, string? spec = null) =>
        Ask<Answer>("send", new { inbox, activity, @as = signedAs, keyId, spec });

    /// <summary>GET signed as joe, eve or "instance", or unsigned.</summary>
    public Task<Answer> Fetch(string url, string? signedAs = null, string? spec = null) =>
        Ask<Answer>("get", new { url, @as = signedAs, spec });

    /// <summary>A collection with all its pages and items, each fetched; of one that is not shown there is no number.</summary>
    public Task<ReadItems> Collection(string url, string signedAs) => Ask<ReadItems>("collection", new { url, @as = signedAs });

    /// <summary>What a Collection-Synchronization field says, beside what this server knows itself.</summary>
    public Task<Synchronization> CheckSynchronization(string field, string signedAs = "instance") =>
        Ask<Synchronization>("checkSynchronization", new { field, @as = signedAs });

    public Task<Downloaded> Download(string url) => Ask<Downloaded>("download", new { url });

    public async Task<IReadOnlyList<Received>> Received(string? type = null) =>
        (await Ask<ReceivedList>("received", new { type })).Received;

    /// <summary>The first delivery of a type that was not refused, once it is there.</summary>
    public Task<Received> Receives(string type, TimeSpan? within = null)
    {
        IReadOnlyList<Received> all = [];
        return Eventually.Get(
            $"a good {type} in the inbox",
            async () => (all = await Received()).FirstOrDefault(received => received.Handled && received.Is(type)),
            within,
            () => $"There was: [{string.Join("; ", all)}]\n{_program.Printed}");
    }

    /// <summary>The first delivery of a type to somebody's own inbox that was not refused, once it is there.</summary>
    public Task<Received> ReceivesAt(string actor, string type, TimeSpan? within = null) => Eventually.Get(
        $"a good {type} in the inbox of {actor}",
        async () => (await Received(type)).FirstOrDefault(received => received.Handled && received.CameTo(actor)),
        within);

    /// <summary>Treats the next deliveries badly: an HTTP status, "hang" or "drop".</summary>
    public Task Misbehave(string how, int times, int? retryAfter = null) =>
        Ask<JsonElement>("misbehave", new { how, times, retryAfter });

    /// <summary>
    /// "Authorized fetch": from now on only the instance actor is readable without a signature, and no delivery is taken for its proof
    /// alone.
    /// </summary>
    public Task DemandSignatures() => Ask<JsonElement>("demandSignatures", new { on = true });

    /// <summary>From now on deliveries and fetches are refused with 401 unless they are signed as RFC 9421 says.</summary>
    public Task DemandRfc9421() => Ask<JsonElement>("demandRfc9421", new { on = true });

    /// <summary>It has never seen anybody's key, as after being set up anew.</summary>
    public Task ForgetKeys() => Ask<JsonElement>("forgetKeys", new { });

    public Task Clear() => Ask<JsonElement>("clear", new { });

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _program.DisposeAsync();
    }

    private async Task<T> Ask<T>(string action, object what)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var response = await _control.PostAsJsonAsync(action, what, cancelled);
        Assert.True(response.IsSuccessStatusCode, $"The peer could not {action}: {await response.Content.ReadAsStringAsync(cancelled)}");
        return (await response.Content.ReadFromJsonAsync<T>(cancelled))!;
    }

    private sealed record MovedIn(string Id);

    private sealed record Ready(string Origin, string Control);

    private sealed record ReceivedList(IReadOnlyList<Received> Received);
}

/// <param name="Following">By "joe ACTOR": requested, accepted or rejected.</param>
/// <param name="Followers">The followers' ids by user.</param>
public sealed record PeerStatus(IReadOnlyDictionary<string, string> Following,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Followers);

public sealed record FoundActor(
    string Id, string? Handle, string? Name, string Inbox, string? SharedInbox, string? Followers, JsonElement Document);

/// <param name="Status">Of a refusal; null when delivered or when nobody answered.</param>
/// <param name="Note">The id of the note, when one was written.</param>
public sealed record Sent(string Id, bool Delivered, int? Status, string Answer, string? Note);

public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);

/// <param name="TotalItems">As the collection says; null when there is none to be seen.</param>
/// <param name="Items">The ids of its items, in order.</param>
public sealed record ReadItems(int? TotalItems, IReadOnlyList<string> Items);

/// <param name="Said">The digest that came.</param>
/// <param name="Computed">The digest of <paramref name="Followers"/>, whom that server knows to follow.</param>
/// <param name="Followers">Their ids.</param>
/// <param name="Listed">The ids in the list that was offered.</param>
public sealed record Synchronization(string Said, string Computed, IReadOnlyList<string> Followers, IReadOnlyList<string> Listed);

public sealed record Downloaded(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes);

/// <param name="Verified">Whether the HTTP signature held; null when nobody looked, because the peer misbehaved.</param>
/// <param name="Proved">Whether the integrity proof in it is by its actor.</param>
/// <param name="SignedBy">The key id of the verified signature.</param>
public sealed record Received(
    string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Activity, bool? Verified, string? SignedBy, string? Reason,
    bool? Proved, bool Handled)
{
    /// <summary>The activity's object.</summary>
    public JsonElement About => Activity.GetProperty("object");

    /// <summary>Whether it came to the inbox of this person alone.</summary>
    public bool CameTo(string actor) => Path == new Uri($"{actor}/inbox").AbsolutePath;

    public bool Is(string type) =>
        Activity.ValueKind == JsonValueKind.Object && Activity.TryGetProperty("type", out var its) && its.ValueEquals(type);

    public bool IsAbout(string id) => ObjectId == id;

    public string? ObjectId => About.ValueKind == JsonValueKind.String ? About.GetString() : About.GetProperty("id").GetString();

    public override string ToString() =>
        $"{Activity} at {Path}, {(Verified is true ? $"signed by {SignedBy}" : Reason ?? "not looked at")}";
}
