using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Which keys a remote actor has and had. Nothing that another actor says shortens it: an actor without a history would look like one that
/// was never met, and whoever bought its domain would be believed.
/// </summary>
public static class KeyHistory
{
    /// <summary>Of one actor. One that was forgotten since counts as new, and the owner is asked.</summary>
    private const int MostPast = 100;

    /// <summary>Whether an actor has or had a key. Blanks and what stands around the PEM do not count.</summary>
    public static async Task<bool> HadAsync(HouseDb db, Guid remoteActorId, string pem, CancellationToken cancellation)
    {
        var fingerprint = Fingerprint(pem);
        var present = await db.RemoteKeys.Where(key => key.RemoteActorId == remoteActorId).Select(key => key.Pem).ToListAsync(cancellation);
        return present.Exists(one => Fingerprint(one) == fingerprint)
            || await db.PastKeys.AnyAsync(key => key.RemoteActorId == remoteActorId && key.Fingerprint == fingerprint, cancellation);
    }

    public static bool AreSame(string pem, string other) => Fingerprint(pem) == Fingerprint(other);

    /// <summary>The actor had this key until now; the caller saves.</summary>
    public static async Task EndAsync(HouseDb db, Guid remoteActorId, string pem, DateTimeOffset now, CancellationToken cancellation)
    {
        var fingerprint = Fingerprint(pem);
        if (await db.PastKeys.FindAsync([remoteActorId, fingerprint], cancellation) is not null)
        {
            return;
        }
        db.PastKeys.Add(new PastKey { RemoteActorId = remoteActorId, Fingerprint = fingerprint, EndedAt = now });
        var kept = db.PastKeys.Where(key => key.RemoteActorId == remoteActorId).OrderByDescending(key => key.EndedAt);
        db.PastKeys.RemoveRange(await kept.Skip(MostPast - 1).ToListAsync(cancellation));
    }

    private static string Fingerprint(string pem) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Bare(pem))));

    private static string Bare(string pem) =>
        PemEncoding.TryFind(pem, out var fields) ? string.Concat(pem[fields.Base64Data].Where(letter => !char.IsWhiteSpace(letter))) : pem;
}
