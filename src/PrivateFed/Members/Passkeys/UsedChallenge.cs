using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Members.Passkeys;

/// <summary>A challenge that a passkey has answered: it is answered once. Only right answers make a row, so strangers make none.</summary>
public sealed class UsedChallenge
{
    /// <summary>SHA-256 of the challenge.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Afterwards it would not be taken anyway.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>After a save that failed.</summary>
    public static bool IsUsed(HouseDb db, byte[] challenge)
    {
        var hash = SHA256.HashData(challenge);
        return db.UsedChallenges.AsNoTracking().Any(used => used.Hash == hash);
    }

    /// <summary>Tracks the row, and forgets those that are over; the caller saves, and of two with the same challenge one cannot.</summary>
    /// <returns>False when the challenge was answered before.</returns>
    public static async Task<bool> UseAsync(HouseDb db, byte[] challenge, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(challenge);
        await db.UsedChallenges.Where(used => used.EndsAt < now).ExecuteDeleteAsync(cancellation);
        if (await db.UsedChallenges.AnyAsync(used => used.Hash == hash, cancellation))
        {
            return false;
        }
        db.UsedChallenges.Add(new UsedChallenge { Hash = hash, EndsAt = now + PasskeyTerms.ChallengeLasts });
        return true;
    }
}
