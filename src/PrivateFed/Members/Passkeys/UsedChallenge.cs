using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members.Passkeys;

/// <summary>
/// A challenge that a passkey has answered, so that it is accepted only once. Only valid answers add a row, so strangers add none.
/// </summary>
public sealed class UsedChallenge
{
    /// <summary>SHA-256 of the challenge.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>From then on the challenge would be rejected anyway.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>For use after a failed save: whether the challenge was answered before.</summary>
    public static bool IsUsed(HouseDb db, byte[] challenge)
    {
        var hash = SHA256.HashData(challenge);
        return db.UsedChallenges.AsNoTracking().Any(used => used.Hash == hash);
    }

    /// <summary>
    /// Tracks the row, and deletes expired ones at once. The caller saves; of two saves with the same challenge one fails.
    /// </summary>
    /// <returns>False if the challenge was answered before.</returns>
    public static async Task<bool> StageUseAsync(HouseDb db, byte[] challenge, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(challenge);
        if (await db.UsedChallenges.AnyAsync(used => used.Hash == hash, cancellation))
        {
            return false;
        }
        db.UsedChallenges.Add(new UsedChallenge { Hash = hash, EndsAt = now + PasskeyTerms.ChallengeLifetime });
        return true;
    }

    /// <summary>Deletes the challenges that are over.</summary>
    public static Task ForgetOldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.UsedChallenges.Where(used => used.EndsAt < now).ExecuteDeleteAsync(cancellation);
}
