namespace PrivateFed.Members;

/// <summary>A signed-in device. Deleting the row signs it out with its next request.</summary>
public sealed class Session
{
    /// <summary>A session unused for longer than this ends.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromDays(90);

    /// <summary>A session ends after this time, however much it is used.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(400);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the secret in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>What a person would call it, such as "Firefox on Android".</summary>
    public required string Device { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When the member last proved their identity; null if that was at sign-in.</summary>
    public DateTimeOffset? ProvedAt { get; set; }

    /// <summary>Started with a link from the owner, by a member who may have forgotten their password.</summary>
    public bool ByLink { get; set; }

    /// <summary>How long a proof of identity counts as fresh. See <see cref="FreshProof"/>.</summary>
    public static readonly TimeSpan ProofLifetime = TimeSpan.FromMinutes(10);

    public bool IsFresh(DateTimeOffset now) => now - (ProvedAt ?? StartedAt) < ProofLifetime;

    /// <summary>
    /// Whether a password may be set here without the present one. The limit is a day, since a device may be left lying about.
    /// </summary>
    public bool MayReplacePassword(DateTimeOffset now) => ByLink && now - StartedAt < TimeSpan.FromDays(1);
}
