using System.Text.Json;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Operations;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>What came of looking up the key that a signature names.</summary>
public abstract record FoundKey
{
    private FoundKey()
    {
    }

    /// <summary>The key, and the actor that lists it.</summary>
    public sealed record Of(ActorClaims Owner, string Pem) : FoundKey;

    /// <summary>The key's server answers 404 or 410: the actor is deleted.</summary>
    public sealed record Gone : FoundKey;

    public sealed record Refused(string Why) : FoundKey;
}

/// <summary>
/// Looks up a keyId: its document is the actor, or a key of its own with an owner. Either way the owner, fetched from its own id on the
/// same server, must list that very key.
/// </summary>
public sealed class FetchKey(FetchDocument fetch, TheHouse house)
{
    public async Task<FoundKey> ByIdAsync(string keyId, CancellationToken cancellation)
    {
        if (Authority.Of(keyId) is not { } host || host == house.Addresses.Domain)
        {
            return new FoundKey.Refused("The keyId is no https address on another server.");
        }
        return await fetch.DocumentAsync(keyId, cancellation) switch
        {
            Fetched.Gone => new FoundKey.Gone(),
            Fetched.Failed failed => new FoundKey.Refused($"The key could not be fetched: {failed.Why}"),
            Fetched.Document { Json: var json } => await OwnerOfAsync(keyId, host, json, cancellation),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<FoundKey> OwnerOfAsync(string keyId, string host, JsonElement json, CancellationToken cancellation)
    {
        if (json.First("publicKey") is not null)
        {
            return Check(keyId, json.Text("id") ?? "", json);
        }
        if (json.Id("owner") is not { } owner || Authority.Of(owner) != host)
        {
            return new FoundKey.Refused("The key names no owner on its own server.");
        }
        return await fetch.DocumentAsync(owner, cancellation) switch
        {
            Fetched.Document { Json: var actor } => Check(keyId, owner, actor),
            Fetched.Gone => new FoundKey.Gone(),
            _ => new FoundKey.Refused("The key's owner could not be fetched."),
        };
    }

    private FoundKey Check(string keyId, string actorUri, JsonElement json)
    {
        // The actor's document is found at its id or at the keyId, on the same server; which of the two was fetched does not matter.
        var claims = Authority.AreSame(keyId, actorUri)
            ? ActorClaims.Read(actorUri, json, house.Addresses.Domain)
            : new Refusal("The actor is on another server than its key.");
        if (!claims.Succeeded)
        {
            return new FoundKey.Refused(claims.Refusal.Sentence);
        }
        return claims.Value.Keys.FirstOrDefault(key => key.Uri == keyId) is { Pem: { } pem }
            ? new FoundKey.Of(claims.Value, pem)
            : new FoundKey.Refused("The key's owner does not list it.");
    }
}
