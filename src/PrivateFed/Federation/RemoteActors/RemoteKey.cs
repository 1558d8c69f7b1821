namespace PrivateFed.Federation.RemoteActors;

/// <summary>A public key that verifies a remote actor's signatures now; former ones are kept as <see cref="PastKey"/>.</summary>
public sealed class RemoteKey
{
    /// <summary>The keyId in signatures.</summary>
    public required string Uri { get; init; }

    public required Guid RemoteActorId { get; set; }

    public RemoteActor RemoteActor { get; init; } = null!;

    public required string Pem { get; set; }

    public required DateTimeOffset FetchedAt { get; set; }
}
