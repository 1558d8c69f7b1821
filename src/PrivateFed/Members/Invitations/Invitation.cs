using PrivateFed.Audiences;

namespace PrivateFed.Members.Invitations;

/// <summary>A link that lets one person in, once. What they may do was chosen by who invited them.</summary>
public sealed class Invitation
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of what the link holds.</summary>
    public required byte[] SecretHash { get; set; }

    /// <summary>Whom it is for, as the owner calls them.</summary>
    public required string Name { get; init; }

    public required Role Role { get; init; }

    public List<Circle> Circles { get; init; } = [];

    public required Guid InvitedById { get; init; }

    public Member InvitedBy { get; init; } = null!;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset EndsAt { get; set; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Who came in by it.</summary>
    public Guid? MemberId { get; private set; }

    public void Use(Guid memberId, DateTimeOffset at) => (MemberId, UsedAt) = (memberId, at);
}
