namespace PrivateFed.Members;

/// <summary>Stands in for the phone that makes codes, once. Using it deletes the row.</summary>
public sealed class RecoveryCode
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    /// <summary>SHA-256: the codes are random, and too long to be tried out.</summary>
    public required byte[] CodeHash { get; init; }
}
