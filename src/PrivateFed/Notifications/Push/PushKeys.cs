using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>
/// The keys by which push services know the house (VAPID, RFC 8292). Made once and kept: with other keys every device would have to be asked
/// again.
/// </summary>
public sealed class PushKeys
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Uncompressed point on P-256, base64url.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Base64url, protected.</summary>
    public required string SealedPrivateKey { get; init; }

    public static async Task<PushKeys> FindOrCreateAsync(HouseDb db, SealSecret seal, CancellationToken cancellation)
    {
        if (await db.PushKeys.AsNoTracking().SingleOrDefaultAsync(cancellation) is { } kept)
        {
            return kept;
        }
        var made = db.PushKeys.Add(Make(seal));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return made.Entity;
        }
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            // Two asked for the first time at the same moment.
            made.State = EntityState.Detached;
            return await db.PushKeys.AsNoTracking().SingleAsync(cancellation);
        }
    }

    private static PushKeys Make(SealSecret seal)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = pair.ExportParameters(includePrivateParameters: true);
        return new PushKeys
        {
            PublicKey = Base64Url.EncodeToString([4, .. key.Q.X!, .. key.Q.Y!]),
            SealedPrivateKey = seal.Seal(Base64Url.EncodeToString(key.D)),
        };
    }
}
