using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Houses;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>Result of looking up a keyId.</summary>
public abstract record FoundKey
{
    private FoundKey()
    {
    }

    /// <summary>The key was found, and its owner lists it.</summary>
    public sealed record Of(ActorProfile Owner, string Pem) : FoundKey;

    /// <summary>The key's server answered 404 or 410: the actor was deleted.</summary>
    public sealed record Gone : FoundKey;

    /// <summary>The key's server cannot answer at the moment; it may in a few seconds.</summary>
    public sealed record NotNow(string Why) : FoundKey;

    public sealed record Refused(string Why) : FoundKey;
}

/// <summary>
/// Looks up a keyId. Its document is either the actor, or a key that names its owner. In both cases the owner's document, fetched at the
/// owner's id on the same server, must list that very key.
/// </summary>
public sealed class FetchKey(FetchDocument fetch, ReadDocument read, NamedKeys named, CurrentHouse house)
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
            Fetched.NotNow later => new FoundKey.NotNow($"The key could not be fetched: {later.Why}"),
            Fetched.Failed failed => new FoundKey.Refused($"The key could not be fetched: {failed.Why}"),
            Fetched.Document { Utf8: var document } => await OwnerOfAsync(keyId, host, document, cancellation),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<FoundKey> OwnerOfAsync(string keyId, string host, ReadOnlyMemory<byte> document, CancellationToken cancellation)
    {
        var found = read.As<KeyDocument>(document);
        if (!found.Succeeded)
        {
            return new FoundKey.Refused(found.Refusal.Sentence);
        }
        var isActor = found.Value.PublicKey.Count > 0;
        if (isActor && found.Value.Id is { } id && id == WithoutFragment(keyId))
        {
            return await CheckAsync(keyId, id, document, cancellation);
        }
        // Not at its own id (GoToSocial serves an actor at its key's id): the document only says whom to ask, and nothing else in it is
        // believed.
        if ((isActor ? found.Value.Id : found.Value.Owner) is not { } owner || Authority.Of(owner) != host)
        {
            return new FoundKey.Refused("The key names no owner on its own server.");
        }
        return await fetch.DocumentAsync(owner, cancellation) switch
        {
            Fetched.Document { Utf8: var actor } => await CheckAsync(keyId, owner, actor, cancellation),
            Fetched.Gone => new FoundKey.Gone(),
            Fetched.NotNow later => new FoundKey.NotNow($"The key's owner could not be fetched: {later.Why}"),
            _ => new FoundKey.Refused("The key's owner could not be fetched."),
        };
    }

    private static string WithoutFragment(string uri) =>
        uri.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0 ? uri[..hash] : uri;

    private async Task<FoundKey> CheckAsync(string keyId, string actorUri, ReadOnlyMemory<byte> document, CancellationToken cancellation)
    {
        var profile = Authority.AreSame(keyId, actorUri)
            ? ActorProfile.Read(actorUri, document, read, house.Addresses.Domain)
            : new Refusal("The actor is on another server than its key.");
        if (!profile.Succeeded)
        {
            return new FoundKey.Refused(profile.Refusal.Sentence);
        }
        var owner = await named.AddToAsync(profile.Value, cancellation);
        return owner.Keys.FirstOrDefault(key => key.Uri == keyId) is { Pem: { } pem }
            ? new FoundKey.Of(owner, pem)
            : new FoundKey.Refused("The key's owner does not list it.");
    }

    /// <summary>
    /// Document of a keyId: an actor with keys, or a key with an owner. No type is required, since some documents have none.
    /// </summary>
    private sealed record KeyDocument : Entity
    {
        [Property(Wire.Vocabulary.Security + "publicKey")]
        public IReadOnlyList<Reference<Wire.Key>> PublicKey { get; init; } = [];

        [Property(Wire.Vocabulary.Security + "owner", AsId = true)]
        public string? Owner { get; init; }
    }
}
