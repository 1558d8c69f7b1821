namespace PrivateFed.Members.Codes;

/// <summary>Stands in for the phone that makes codes, once. Using it deletes the row.</summary>
public sealed class RecoveryCode
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    /// <summary>A keyed hash (<see cref="Storage.SecretBox.KeyedHash"/>): the codes are short enough to be tried out without the key.</summary>
    public required byte[] CodeHash { get; init; }
}
