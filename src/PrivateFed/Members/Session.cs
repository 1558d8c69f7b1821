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

    /// <summary>When its person last showed that it is them; null as long as signing in was the last time.</summary>
    public DateTimeOffset? ProvedAt { get; set; }

    /// <summary>Begun with a link from the owner, by somebody who may have forgotten their password.</summary>
    public bool ByLink { get; set; }

    /// <summary>For so long a proof is fresh: <see cref="FreshProof"/>.</summary>
    public static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(10);

    public bool IsFresh(DateTimeOffset now) => now - (ProvedAt ?? StartedAt) < ProofLasts;

    /// <summary>Whether a password may be chosen here without telling the present one: for a day, since a device may be left lying about.</summary>
    public bool MayReplacePassword(DateTimeOffset now) => ByLink && now - StartedAt < TimeSpan.FromDays(1);
}
