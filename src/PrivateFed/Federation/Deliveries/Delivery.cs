using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Federation.Deliveries;

/// <summary>One activity owed to one inbox. Written in the same transaction as what it announces.</summary>
public sealed class Delivery
{
    /// <summary>Why a delivery was withheld, in the place of an error.</summary>
    public const string Withheld = "Withheld: the follower was not let in any more.";

    /// <summary>Why a delivery waits for the owner, in the place of an error: the follower's server may belong to somebody else now.</summary>
    public const string InDoubt = "Withheld: the owner is asked whether it is still the same person.";

    /// <summary>Counts up; deliveries to one host go out in this order.</summary>
    public long Id { get; init; }

    public Guid ActivityId { get; init; }

    public Activity Activity { get; init; } = null!;

    public required Guid HostId { get; init; }

    public RemoteHost Host { get; init; } = null!;

    public required string Inbox { get; init; }

    /// <summary>Goes before anything else that the host is owed: a Reject that ends somebody's access.</summary>
    public bool Urgent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Attempts { get; private set; }

    /// <summary>How many of the attempts failed because of this one alone: see <see cref="Answer.NotNow"/>.</summary>
    public int Refusals { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public DateTimeOffset? GivenUpAt { get; private set; }

    public string? LastError { get; private set; }

    public void Succeed(DateTimeOffset at) => (Attempts, DeliveredAt, LastError) = (Attempts + 1, at, null);

    public void Fail(string error, bool wasRefused) => (Attempts, Refusals, LastError) = (Attempts + 1, Refusals + (wasRefused ? 1 : 0), error);

    /// <summary>Not to be sent any more: who would have got it is not let in any more. One that is on its way may still arrive.</summary>
    public void Withhold(DateTimeOffset at, string why = Withheld) => (GivenUpAt, LastError) = (at, why);

    /// <summary>Owed again after <see cref="InDoubt"/>.</summary>
    public void Release() => (GivenUpAt, LastError) = (null, null);

    /// <summary>Not to be tried any more: its server has not taken anything for too long.</summary>
    public void Abandon(string error, DateTimeOffset at) => (GivenUpAt, LastError) = (at, error);

    public bool WasNeverSent => DeliveredAt is null && GivenUpAt is not null && Attempts == 0;

    public void GiveUp(string error, DateTimeOffset at) => (Attempts, GivenUpAt, LastError) = (Attempts + 1, at, error);
}
