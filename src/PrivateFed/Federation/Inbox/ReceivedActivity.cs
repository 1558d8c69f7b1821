using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Federation.Inbox;

/// <summary>An activity that arrived, was proved by its signature, and was answered with 202.</summary>
public sealed class ReceivedActivity
{
    /// <summary>Counts up; activities are handled in this order.</summary>
    public long Id { get; init; }

    /// <summary>SHA-256, in hex, of what makes it one of a kind; unique, so that a repeat is stored once.</summary>
    public required string Fingerprint { get; init; }

    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    public required string Type { get; init; }

    public required string Document { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public int Attempts { get; set; }

    public DateTimeOffset? RetryAt { get; set; }

    public DateTimeOffset? HandledAt { get; set; }

    /// <summary>Failed too often: left for the owner to see, out of the way of the others.</summary>
    public DateTimeOffset? SetAsideAt { get; set; }

    public string? LastError { get; set; }
}
