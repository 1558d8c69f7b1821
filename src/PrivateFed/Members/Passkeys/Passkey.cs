namespace PrivateFed.Members.Passkeys;

/// <summary>A passkey on a member's phone or computer, for signing in with a finger, face or screen lock.</summary>
public sealed class Passkey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>The id that the device chose.</summary>
    public required byte[] CredentialId { get; init; }

    /// <summary>A COSE key.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Grows on devices that count; a value smaller than before means a copied key.</summary>
    public required long SignCount { get; set; }

    /// <summary>Where it was made, such as "Safari on an iPhone".</summary>
    public required string Device { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
