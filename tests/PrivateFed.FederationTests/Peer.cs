using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// The foreign server in <c>peer/</c>, run as a process: Joe lives there, and Eve whom nobody let in. Its README says what it can be told.
/// </summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly RunningProgram program;
    private readonly HttpClient control;

    private Peer(RunningProgram program, Ready ready)
    {
        this.program = program;
        Origin = ready.Origin;
        control = new HttpClient { BaseAddress = new Uri(ready.Control), Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary><c>https://joe-server.test:40001</c>, without a slash at the end.</summary>
    public string Origin { get; }

    public string Joe => $"{Origin}/users/joe";

    public string JoesHandle => $"@joe@{new Uri(Origin).Authority}";

    public string EvesHandle => $"@eve@{new Uri(Origin).Authority}";

    public static async Task<Peer> Start(string name = "joe-server.test")
    {
        var program = RunningProgram.Start("node", [Surroundings.PeerProgram], new Dictionary<string, string>
        {
            ["PEER_NAME"] = name,
            ["PEER_STOPS_WITH_STDIN"] = "1",
        });
        var ready = await program.WaitForLine("ready ");
        return new Peer(program, JsonSerializer.Deserialize<Ready>(ready, JsonSerializerOptions.Web)!);
    }

    public Task<PeerStatus> Status() => Ask<PeerStatus>("status", new { });

    public Task<FoundActor> Lookup(string handle) => Ask<FoundActor>("lookup", new { handle });

    public Task<Sent> Follow(string target, string by = "joe") => Ask<Sent>("follow", new { @as = by, target });

    public Task<Sent> Unfollow(string target, string by = "joe") => Ask<Sent>("unfollow", new { @as = by, target });

    /// <summary>Answers a post; <paramref name="visibility"/> is followers, direct or public.</summary>
    public Task<Sent> Reply(string to, string inReplyTo, string text, string by = "joe", string visibility = "followers") =>
        Ask<Sent>("reply", new { @as = by, to, inReplyTo, text, visibility });

    public Task<Sent> Edit(string to, string note, string text) => Ask<Sent>("edit", new { to, note, text });

    public Task<Sent> Delete(string to, string note) => Ask<Sent>("delete", new { to, note });

    public Task<Sent> Like(string to, string @object, string by = "joe") => Ask<Sent>("like", new { @as = by, to, @object });

    public Task<Sent> Undo(string to, string id, string by = "joe") => Ask<Sent>("undo", new { @as = by, to, id });

    /// <summary>Posts any JSON, signed as somebody (or unsigned), with a key id that may be a lie.</summary>
    public Task<Answer> Send(string inbox, object activity, string? signedAs = null, string? keyId = null, string? spec = null) =>
        Ask<Answer>("send", new { inbox, activity, @as = signedAs, keyId, spec });

    /// <summary>GET signed as joe, eve or "instance", or unsigned.</summary>
    public Task<Answer> Fetch(string url, string? signedAs = null, string? spec = null) =>
        Ask<Answer>("get", new { url, @as = signedAs, spec });

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
            () => $"There was: [{string.Join("; ", all)}]\n{program.Printed}");
    }

    /// <summary>Treats the next deliveries badly: an HTTP status, "hang" or "drop".</summary>
    public Task Misbehave(string how, int times, int? retryAfter = null) =>
        Ask<JsonElement>("misbehave", new { how, times, retryAfter });

    /// <summary>"Authorized fetch": from now on only the instance actor is readable without a signature.</summary>
    public Task DemandSignatures() => Ask<JsonElement>("demandSignatures", new { on = true });

    /// <summary>From now on deliveries are refused with 401 unless they are signed as RFC 9421 says.</summary>
    public Task DemandRfc9421() => Ask<JsonElement>("demandRfc9421", new { on = true });

    public Task Clear() => Ask<JsonElement>("clear", new { });

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await program.DisposeAsync();
    }

    private async Task<T> Ask<T>(string action, object what)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var response = await control.PostAsJsonAsync(action, what, cancelled);
        Assert.True(response.IsSuccessStatusCode, $"The peer could not {action}: {await response.Content.ReadAsStringAsync(cancelled)}");
        return (await response.Content.ReadFromJsonAsync<T>(cancelled))!;
    }

    private sealed record Ready(string Origin, string Control);

    private sealed record ReceivedList(IReadOnlyList<Received> Received);
}

/// <param name="Following">By "joe ACTOR": requested, accepted or rejected.</param>
/// <param name="Followers">The followers' ids by user.</param>
internal sealed record PeerStatus(IReadOnlyDictionary<string, string> Following, IReadOnlyDictionary<string, IReadOnlyList<string>> Followers);

internal sealed record FoundActor(
    string Id, string? Handle, string? Name, string Inbox, string? SharedInbox, string? Followers, JsonElement Document);

/// <param name="Status">Of a refusal; null when delivered or when nobody answered.</param>
/// <param name="Note">The id of the note, when one was written.</param>
internal sealed record Sent(string Id, bool Delivered, int? Status, string Answer, string? Note);

internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);

internal sealed record Downloaded(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes);

/// <param name="Verified">Whether the HTTP signature held; null when nobody looked, because the peer misbehaved.</param>
/// <param name="Proved">Whether the integrity proof in it is by its actor.</param>
/// <param name="SignedBy">The key id of the verified signature.</param>
internal sealed record Received(
    string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Activity, bool? Verified, string? SignedBy, string? Reason, bool? Proved, bool Handled)
{
    public JsonElement Object => Activity.GetProperty("object");

    public bool Is(string type) =>
        Activity.ValueKind == JsonValueKind.Object && Activity.TryGetProperty("type", out var its) && its.ValueEquals(type);

    public bool IsAbout(string id) => Object.ValueKind == JsonValueKind.String
        ? Object.GetString() == id
        : Object.GetProperty("id").GetString() == id;

    public override string ToString() => $"{Activity} at {Path}, {(Verified is true ? $"signed by {SignedBy}" : Reason ?? "not looked at")}";
}
