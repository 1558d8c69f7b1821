using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Storage;

namespace PrivateFed.Federation.LocalActors;

/// <summary>Which keys a local actor signs with towards one host.</summary>
/// <param name="Handle">Whose they are.</param>
/// <param name="Rsa">PEM: signs requests. The old one for a host that was not told of the new one yet, while it believes that.</param>
/// <param name="Ed25519">PEM: signs documents. Always that which the actor's document shows, since that is where it is looked up.</param>
public sealed record KeysInUse(string Handle, string Rsa, string Ed25519)
{
    /// <summary>
    /// A host that keeps no keys, or was set up anew, finds only the new key when it looks, and would believe the old one never: every third
    /// try after a refusal is made with the new one.
    /// </summary>
    private const int TriesWithOld = 2;

    public static Task<KeysInUse> TowardsAsync(HouseDb db, IQueryable<Actor> actor, string host, CancellationToken cancellation)
    {
        var owed = DeliverActivities.Pending(db).Where(delivery => delivery.Host.Name == host);
        return actor
            .Select(actor => new KeysInUse(
                actor.Handle,
                db.RetiredKeys.Where(old => old.ActorId == actor.Id && owed.Any(delivery => delivery.ActivityId == old.AnnouncementId)
                        && owed.Sum(delivery => delivery.Refusals) % (TriesWithOld + 1) < TriesWithOld)
                    .OrderBy(old => old.RetiredAt).Select(old => old.RsaPrivateKey).FirstOrDefault() ?? actor.RsaPrivateKey,
                actor.Ed25519PrivateKey))
            .SingleAsync(cancellation);
    }
}
