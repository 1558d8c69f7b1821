namespace PrivateFed.Members;

/// <summary>
/// Somebody has told the right password and is asked for a code. A row is open for ten minutes and a few wrong codes; it goes when the code
/// was right, when its time is over, and with the password.
/// </summary>
public sealed class PendingSignIn
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>However slowly they come: with the next wrong one the password is asked for again.</summary>
    public const int MostWrongCodes = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the secret that the form holds.</summary>
    public required byte[] SecretHash { get; init; }

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    public required DateTimeOffset EndsAt { get; init; }

    public int WrongCodes { get; set; }
}
