using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Fetches the keys that an actor lists by id alone. Each key's document must be on the actor's server and name the actor as its owner, so
/// that the actor names the key and the key the actor.
/// </summary>
public sealed class NamedKeys(FetchDocument fetch, ReadDocument read)
{
    private const int LongestPem = 8192;

    /// <returns>The profile with the keys that could be read added after its own.</returns>
    public async Task<ActorProfile> AddToAsync(ActorProfile profile, CancellationToken cancellation)
    {
        var keys = profile.Keys.ToList();
        foreach (var id in profile.NamedKeys)
        {
            if (await fetch.DocumentAsync(id, cancellation) is Fetched.Document { Utf8: var document }
                && read.As<KeyDocument>(document) is { Succeeded: true, Value: { PublicKeyPem: { Length: < LongestPem } pem } key }
                && key.Id == id && key.Owner == profile.Uri)
            {
                keys.Add((id, pem));
            }
        }
        return profile with { Keys = keys };
    }

    /// <summary>No type is required, since some documents have none.</summary>
    private sealed record KeyDocument : Entity
    {
        [Property(Wire.Vocabulary.Security + "owner", AsId = true)]
        public string? Owner { get; init; }

        [Property(Wire.Vocabulary.Security + "publicKeyPem")]
        public string? PublicKeyPem { get; init; }
    }
}
