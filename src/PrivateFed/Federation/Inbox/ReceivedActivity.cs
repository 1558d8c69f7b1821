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

    /// <summary>The activity's id, when it has one.</summary>
    public string? Uri { get; init; }

    /// <summary>Of a Delete: what is deleted. A Create that is handled later than its Delete finds it here.</summary>
    public string? ObjectUri { get; init; }

    /// <summary>As it came; empty once it is handled, and for a type that nobody here handles.</summary>
    public required string Document { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The Date of the request, by its sender's clock; whole seconds.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>How often it was worked on in vain. Written before the work, and taken back when that succeeds.</summary>
    public int Attempts { get; set; }

    /// <summary>How often the process ended while it was worked on. Written before the work, and taken back when that ends in any other way.</summary>
    public int Interruptions { get; set; }

    public DateTimeOffset? RetryAt { get; set; }

    public DateTimeOffset? HandledAt { get; set; }

    /// <summary>Failed too often, or the process ended over it twice: left for the owner to see, out of the way of the others.</summary>
    public DateTimeOffset? SetAsideAt { get; set; }

    public string? LastError { get; set; }
}
