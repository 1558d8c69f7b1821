using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Notifications.Mail;
using PrivateFed.Storage;

namespace PrivateFed.Notifications.Push;

/// <summary>
/// The house's VAPID keys (RFC 8292), by which push services know it. Made once: with other keys every device would
/// have to subscribe again.
/// </summary>
public sealed class PushKeys
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Uncompressed point on P-256, base64url.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Base64url, encrypted.</summary>
    public required string SealedPrivateKey { get; init; }

    public static async Task<PushKeys> FindOrCreateAsync(HouseDb db, ProtectSecret sealSecret, CancellationToken cancellation)
    {
        if (await db.PushKeys.AsNoTracking().SingleOrDefaultAsync(cancellation) is { } existing)
        {
            return existing;
        }
        var added = db.PushKeys.Add(Make(sealSecret));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return added.Entity;
        }
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            // Two callers made keys at the same moment.
            added.State = EntityState.Detached;
            return await db.PushKeys.AsNoTracking().SingleAsync(cancellation);
        }
    }

    private static PushKeys Make(ProtectSecret sealSecret)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = pair.ExportParameters(includePrivateParameters: true);
        return new PushKeys
        {
            PublicKey = Base64Url.EncodeToString([4, .. key.Q.X!, .. key.Q.Y!]),
            SealedPrivateKey = sealSecret.Protect(Base64Url.EncodeToString(key.D)),
        };
    }
}
