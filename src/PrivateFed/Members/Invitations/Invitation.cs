using PrivateFed.Audiences;

namespace PrivateFed.Members.Invitations;

/// <summary>A link with which one person joins, once. The inviter chooses what they may do.</summary>
public sealed class Invitation
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required byte[] SecretHash { get; set; }

    /// <summary>The person it is for, as the owner calls them.</summary>
    public required string Name { get; init; }

    public required Role Role { get; init; }

    public List<Circle> Circles { get; init; } = [];

    public required Guid InvitedById { get; init; }

    public Member InvitedBy { get; init; } = null!;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset EndsAt { get; set; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The member who joined with it.</summary>
    public Guid? MemberId { get; private set; }

    public void Use(Guid memberId, DateTimeOffset at) => (MemberId, UsedAt) = (memberId, at);
}
