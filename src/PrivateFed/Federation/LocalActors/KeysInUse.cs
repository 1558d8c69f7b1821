using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Storage;

namespace PrivateFed.Federation.LocalActors;

/// <summary>The keys with which a local actor signs for one host.</summary>
/// <param name="Handle">The actor's handle.</param>
/// <param name="Rsa">Encrypted PEM; signs requests. The retired key while the host has not received the announcement of the new
/// one.</param>
/// <param name="Ed25519">Encrypted PEM; signs documents. Always the key in the actor's document, since it is looked up there.</param>
public sealed record KeysInUse(string Handle, string Rsa, string Ed25519)
{
    /// <summary>
    /// A host that stores no keys, or was set up anew, finds only the new key and would never accept the old one. Every third attempt after
    /// refusals is therefore signed with the new key.
    /// </summary>
    private const int OldKeyTries = 2;

    public static Task<KeysInUse> ForHostAsync(HouseDb db, IQueryable<Actor> actor, string host, CancellationToken cancellation)
    {
        var pending = DeliverActivities.Pending(db).Where(delivery => delivery.Host.Name == host);
        return actor
            .Select(actor => new KeysInUse(
                actor.Handle,
                db.RetiredKeys.Where(old => old.ActorId == actor.Id && pending.Any(delivery => delivery.ActivityId == old.AnnouncementId)
                        && pending.Sum(delivery => delivery.Refusals) % (OldKeyTries + 1) < OldKeyTries)
                    .OrderBy(old => old.RetiredAt).Select(old => old.RsaPrivateKey).FirstOrDefault() ?? actor.RsaPrivateKey,
                actor.Ed25519PrivateKey))
            .SingleAsync(cancellation);
    }
}
