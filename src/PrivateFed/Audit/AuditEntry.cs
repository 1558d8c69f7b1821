using PrivateFed.Federation.Documents;
using PrivateFed.Federation.RemoteActors;

namespace PrivateFed.Audit;

/// <summary>
/// Something that was done in the house and that an owner may ask about later: who joined or left, who may see what, how people sign in,
/// what the house looks like. Names are stored as they were, so that an entry can be read when nobody of that name is here any more. An
/// entry never contains what somebody wrote.
/// </summary>
public sealed class AuditEntry
{
    public const int NameLength = 200;
    public const int MoreLength = 300;

    /// <summary>How long an entry is kept: two winters.</summary>
    public static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(730);

    /// <summary>Increasing: the newest entry has the largest id.</summary>
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    public required DoneBy By { get; init; }

    /// <summary>The member or remote actor who did it.</summary>
    public Guid? WhoId { get; init; }

    /// <summary>The name of <see cref="WhoId"/> at that time; "" for the command line and for the house itself.</summary>
    public string Who { get; init; } = "";

    /// <summary>The member, remote actor or invitation that it was done to.</summary>
    public Guid? AboutId { get; init; }

    /// <summary>The name of <see cref="AboutId"/> at that time.</summary>
    public string About { get; init; } = "";

    /// <summary>What else the sentence says: a device, a circle's name, an address.</summary>
    public string More { get; init; } = "";

    /// <summary>An entry for something that a remote actor did and that concerns themselves.</summary>
    public static AuditEntry OfFollower(AuditAction kind, RemoteActor actor, DateTimeOffset at) => new()
    {
        At = at,
        Action = kind,
        By = DoneBy.Follower,
        WhoId = actor.Id,
        Who = Graphemes.Truncate(actor.Name, NameLength),
        AboutId = actor.Id,
        About = Graphemes.Truncate(actor.Name, NameLength),
        More = AddressOf(actor),
    };

    /// <summary>"@joe@friends.example": remote actors may choose any name, so the address is shown beside it.</summary>
    internal static string AddressOf(RemoteActor actor) => Graphemes.Truncate($"@{actor.Handle}@{Authority.Of(actor.Uri)}", MoreLength);
}

/// <summary>The kind of actor behind an entry.</summary>
public enum DoneBy
{
    /// <summary>The house itself, by a rule.</summary>
    House,
    Member,
    Follower,
    CommandLine,
}
