using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Federation.Inbox;

/// <summary>An activity that arrived in a request with a verified signature, and was answered with 202.</summary>
public sealed class ReceivedActivity
{
    /// <summary>Increasing; activities are handled in this order.</summary>
    public long Id { get; init; }

    /// <summary>SHA-256, in hexadecimal, of what identifies the activity; unique, so that a repeat is stored once.</summary>
    public required string Fingerprint { get; init; }

    public required Guid RemoteActorId { get; init; }

    public RemoteActor RemoteActor { get; init; } = null!;

    public required string Type { get; init; }

    /// <summary>The activity's id, if it has one.</summary>
    public string? Uri { get; init; }

    /// <summary>The deleted object of a Delete, for a Create that is handled later than its Delete.</summary>
    public string? ObjectUri { get; init; }

    /// <summary>The JSON as it arrived; empty once it is handled, and for types that this house does not handle.</summary>
    public required string Document { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The request's Date by the sender's clock; whole seconds.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Number of failed attempts. Incremented before an attempt, and decremented when it succeeds.</summary>
    public int Attempts { get; set; }

    /// <summary>
    /// How often the process ended during an attempt. Incremented before an attempt, and taken back when it ends in any other way.
    /// </summary>
    public int Interruptions { get; set; }

    public DateTimeOffset? RetryAt { get; set; }

    public DateTimeOffset? HandledAt { get; set; }

    /// <summary>
    /// When the activity became a dead letter: it failed too often, or the process ended twice during it. The owner sees it, and it does
    /// not block others.
    /// </summary>
    public DateTimeOffset? SetAsideAt { get; set; }

    public string? LastError { get; set; }
}
