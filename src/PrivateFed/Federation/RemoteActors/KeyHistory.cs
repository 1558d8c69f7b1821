using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// The present and past keys of remote actors. Nothing that another actor says shortens a history: an actor without one would look like one
/// that was never met, and somebody who bought its domain would be believed.
/// </summary>
public static class KeyHistory
{
    /// <summary>Per actor. A key beyond this counts as new, and the owner is asked.</summary>
    private const int MaxPastKeys = 100;

    /// <summary>Whether an actor has or had a key. Whitespace and text around the PEM are ignored.</summary>
    public static async Task<bool> HasHadAsync(HouseDb db, Guid remoteActorId, string pem, CancellationToken cancellation)
    {
        var fingerprint = Fingerprint(pem);
        var present = await db.RemoteKeys.Where(key => key.RemoteActorId == remoteActorId).Select(key => key.Pem).ToListAsync(cancellation);
        return present.Exists(stored => Fingerprint(stored) == fingerprint)
            || await db.PastKeys.AnyAsync(key => key.RemoteActorId == remoteActorId && key.Fingerprint == fingerprint, cancellation);
    }

    public static bool AreSame(string pem, string other) => Fingerprint(pem) == Fingerprint(other);

    /// <summary>Records that the actor had this key until now; the caller saves.</summary>
    public static async Task StageEndAsync(HouseDb db, Guid remoteActorId, string pem, DateTimeOffset now, CancellationToken cancellation)
    {
        var fingerprint = Fingerprint(pem);
        if (await db.PastKeys.FindAsync([remoteActorId, fingerprint], cancellation) is not null)
        {
            return;
        }
        db.PastKeys.Add(new PastKey { RemoteActorId = remoteActorId, Fingerprint = fingerprint, EndedAt = now });
        var kept = db.PastKeys.Where(key => key.RemoteActorId == remoteActorId).OrderByDescending(key => key.EndedAt);
        db.PastKeys.RemoveRange(await kept.Skip(MaxPastKeys - 1).ToListAsync(cancellation));
    }

    private static string Fingerprint(string pem) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Base64Of(pem))));

    private static string Base64Of(string pem) =>
        PemEncoding.TryFind(pem, out var fields)
            ? string.Concat(pem[fields.Base64Data].Where(character => !char.IsWhiteSpace(character))) : pem;
}
