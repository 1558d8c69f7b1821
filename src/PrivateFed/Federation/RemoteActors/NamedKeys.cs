using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.JsonLd.Entities;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Reads the keys that an actor names by their ids alone. Each is fetched from its own id, on the actor's server, and must name the actor as
/// its owner: the actor names the key, and the key the actor.
/// </summary>
public sealed class NamedKeys(FetchDocument fetch, ReadDocument read)
{
    private const int LongestPem = 8192;

    /// <returns>The claims with those of the keys that could be read after the ones that stood in the actor's document.</returns>
    public async Task<ActorProfile> AddToAsync(ActorProfile claims, CancellationToken cancellation)
    {
        var keys = claims.Keys.ToList();
        foreach (var id in claims.NamedKeys)
        {
            if (await fetch.DocumentAsync(id, cancellation) is Fetched.Document { Utf8: var document }
                && read.As<KeyDocument>(document) is { Succeeded: true, Value: { PublicKeyPem: { Length: < LongestPem } pem } key }
                && key.Id == id && key.Owner == claims.Uri)
            {
                keys.Add((id, pem));
            }
        }
        return claims with { Keys = keys };
    }

    /// <summary>Its class is left open, since some name none.</summary>
    private sealed record KeyDocument : Entity
    {
        [Property(Wire.Vocabulary.Security + "owner", AsId = true)]
        public string? Owner { get; init; }

        [Property(Wire.Vocabulary.Security + "publicKeyPem")]
        public string? PublicKeyPem { get; init; }
    }
}
