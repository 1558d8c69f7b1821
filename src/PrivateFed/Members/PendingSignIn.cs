using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// A sign-in with the right password that still needs a code. It stays open for ten minutes and a few wrong codes. The row is deleted when
/// a code was right, when it has expired, and with the password.
/// </summary>
public sealed class PendingSignIn
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Applies however slowly codes are tried: the next wrong one requires the password again.</summary>
    public const int MaxWrongCodes = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the secret that the form holds.</summary>
    public required byte[] SecretHash { get; init; }

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    public required DateTimeOffset EndsAt { get; init; }

    public int WrongCodes { get; set; }

    /// <summary>Deletes those that have expired or have used up their attempts.</summary>
    internal static Task DeleteExpiredAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.PendingSignIns.Where(pending => pending.EndsAt <= now || pending.WrongCodes >= MaxWrongCodes).ExecuteDeleteAsync(cancellation);
}
