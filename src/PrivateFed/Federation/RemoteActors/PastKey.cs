namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// A former key of a remote actor: replaced, not listed any more, or since found to belong to another actor. It does not verify the actor's
/// signatures any more.
/// </summary>
public sealed class PastKey
{
    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    /// <summary>SHA-256 of the PEM's Base64 text, in lower-case hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset EndedAt { get; init; }
}
