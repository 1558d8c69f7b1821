namespace PrivateFed.Federation.RemoteActors;

/// <summary>A public key that a remote actor signs with, as it is believed now; what it had before stands in <see cref="PastKey"/>.</summary>
public sealed class RemoteKey
{
    /// <summary>The keyId, as signatures name it.</summary>
    public required string Uri { get; init; }

    public required Guid RemoteActorId { get; set; }

    public RemoteActor RemoteActor { get; init; } = null!;

    /// <summary>PEM.</summary>
    public required string Pem { get; set; }

    public required DateTimeOffset FetchedAt { get; set; }
}
