namespace PrivateFed.Members.Passkeys;

/// <summary>A key that a person's phone or computer keeps: they come in with their finger, face or screen lock.</summary>
public sealed class Passkey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>As the device named it.</summary>
    public required byte[] CredentialId { get; init; }

    /// <summary>COSE.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Grows with devices that count; a smaller one than before is a copied key.</summary>
    public required long SignCount { get; set; }

    /// <summary>"Safari on an iPhone": where it was made.</summary>
    public required string Device { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
