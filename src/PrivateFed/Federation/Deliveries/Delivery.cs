using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Federation.Deliveries;

/// <summary>An activity for one inbox. Written in the same transaction as what it announces.</summary>
public sealed class Delivery
{
    /// <summary>Value of <see cref="LastError"/> for a cancelled delivery.</summary>
    public const string Cancelled = "Withheld: the follower was not let in any more.";

    /// <summary>
    /// Value of <see cref="LastError"/> for a delivery that waits for the owner: the follower's server may have changed hands.
    /// </summary>
    public const string AwaitsReapproval = "Withheld: the owner is asked whether it is still the same person.";

    /// <summary>Increasing; deliveries to one host are sent in this order.</summary>
    public long Id { get; init; }

    public Guid ActivityId { get; init; }

    public Activity Activity { get; init; } = null!;

    public required Guid HostId { get; init; }

    public RemoteHost Host { get; init; } = null!;

    public required string Inbox { get; init; }

    /// <summary>Sent before all other deliveries to the host, for a Reject that ends somebody's access.</summary>
    public bool Urgent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Attempts { get; private set; }

    /// <summary>How many attempts failed because of this activity alone: see <see cref="DeliveryResult.Deferred"/>.</summary>
    public int Refusals { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public DateTimeOffset? GivenUpAt { get; private set; }

    public string? LastError { get; private set; }

    public void Succeed(DateTimeOffset at) => (Attempts, DeliveredAt, LastError) = (Attempts + 1, at, null);

    public void Fail(string error, bool wasRefused) =>
        (Attempts, Refusals, LastError) = (Attempts + 1, Refusals + (wasRefused ? 1 : 0), error);

    /// <summary>
    /// Cancels the delivery: its recipient is not an accepted follower any more, or the owner has to decide about them. If it is being sent
    /// at this moment, it may still arrive.
    /// </summary>
    public void Cancel(DateTimeOffset at, string why = Cancelled) => (GivenUpAt, LastError) = (at, why);

    /// <summary>Makes the delivery pending again after <see cref="AwaitsReapproval"/>.</summary>
    public void Resume() => (GivenUpAt, LastError) = (null, null);

    /// <summary>Gives up without counting an attempt: the host has accepted nothing for too long.</summary>
    public void Abandon(string error, DateTimeOffset at) => (GivenUpAt, LastError) = (at, error);

    public bool WasNeverSent => DeliveredAt is null && GivenUpAt is not null && Attempts == 0;

    public void GiveUp(string error, DateTimeOffset at) => (Attempts, GivenUpAt, LastError) = (Attempts + 1, at, error);
}
