namespace PrivateFed.Members.SignInLinks;

/// <summary>
/// A way back in for a member: signs one device in, once. A row is an open link; it goes when the link is used, taken back or replaced.
/// </summary>
public sealed class SignInLink
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of what the link holds.</summary>
    public required byte[] SecretHash { get; init; }

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>Asked for at the front door and mailed; otherwise the owner gave it.</summary>
    public bool ByMail { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }
}
