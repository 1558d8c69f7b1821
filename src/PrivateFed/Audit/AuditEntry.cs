using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Audit;

/// <summary>
/// Something that was done in the house and that an owner may ask about later: who came in or went, who may see what, how people sign in,
/// what the house looks like. Names are kept as they were, so that it can be read when nobody of that name is here any more. Never what
/// somebody wrote.
/// </summary>
public sealed class AuditEntry
{
    public const int NameLength = 200;
    public const int MoreLength = 300;

    /// <summary>How long it is kept: two winters.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(730);

    /// <summary>Grows: the newest has the largest.</summary>
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    public required DoneBy By { get; init; }

    /// <summary>The member or the remote actor who did it.</summary>
    public Guid? WhoId { get; init; }

    /// <summary>Their name at that time; "" for the command line and for the house itself.</summary>
    public string Who { get; init; } = "";

    /// <summary>The member, the remote actor or the invitation that it was done to.</summary>
    public Guid? AboutId { get; init; }

    /// <summary>Their name at that time.</summary>
    public string About { get; init; } = "";

    /// <summary>What else belongs into the sentence: a device, a circle's name, an address.</summary>
    public string More { get; init; } = "";

    /// <summary>Somebody on another server did something that concerns themselves.</summary>
    public static AuditEntry OfFollower(AuditAction kind, RemoteActor person, DateTimeOffset at) => new()
    {
        At = at,
        Action = kind,
        By = DoneBy.Follower,
        WhoId = person.Id,
        Who = Graphemes.Truncate(person.Name, NameLength),
        AboutId = person.Id,
        About = Graphemes.Truncate(person.Name, NameLength),
        More = AddressOf(person),
    };

    /// <summary>"@joe@friends.example": names of people elsewhere are whatever they like, so their address stands beside them.</summary>
    internal static string AddressOf(RemoteActor person) => Graphemes.Truncate($"@{person.Handle}@{Authority.Of(person.Uri)}", MoreLength);
}

/// <summary>By what hand.</summary>
public enum DoneBy
{
    /// <summary>The house itself, by a rule.</summary>
    House,
    Member,
    Follower,
    CommandLine,
}
