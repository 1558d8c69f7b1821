using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members.SignInLinks;

/// <summary>
/// A way back in for a member, which signs in one device, once. The row is deleted when the link is used,
/// revoked, replaced or has expired.
/// </summary>
public sealed class SignInLink
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required byte[] SecretHash { get; init; }

    public required Guid MemberId { get; init; }

    public Member Member { get; init; } = null!;

    /// <summary>True if it was requested on the sign-in page and emailed; otherwise the owner gave it.</summary>
    public bool ByMail { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    internal static Task DeleteExpiredAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.SignInLinks.Where(link => link.EndsAt <= now).ExecuteDeleteAsync(cancellation);
}
