namespace PrivateFed.Federation.RemoteActors;

/// <summary>A key that a remote actor once had: replaced, listed no longer, or claimed by somebody else since. What it verified is not believed for it any more.</summary>
public sealed class PastKey
{
    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    /// <summary>SHA-256 of the PEM's Base64 text, in lower hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset EndedAt { get; init; }
}
