namespace PrivateFed.Members;

/// <summary>A device that is signed in. Deleting the row signs it out with its next request.</summary>
public sealed class Session
{
    /// <summary>Unused for so long, a session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(90);

    /// <summary>However much used, a session ends.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the secret that the cookie holds.</summary>
    public required byte[] KeyHash { get; init; }

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>"Firefox on Android": what a person would call it.</summary>
    public required string Device { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }
}
