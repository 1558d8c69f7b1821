namespace PrivateFed.Members.Codes;

/// <summary>A recovery code: replaces the phone that makes codes, once. Using it deletes the row.</summary>
public sealed class RecoveryCode
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    /// <summary>
    /// A keyed hash (<see cref="Storage.SecretBox.KeyedHash"/>), since codes are short enough to be guessed from a plain hash.
    /// </summary>
    public required byte[] CodeHash { get; init; }
}
