using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Actors;

/// <summary>Which keys a local actor signs with towards one host.</summary>
/// <param name="Handle">Whose they are.</param>
/// <param name="Rsa">PEM: signs requests. The old one for a host that was not told of the new one yet.</param>
/// <param name="Ed25519">PEM: signs documents. Always that which the actor's document shows, since that is where it is looked up.</param>
public sealed record KeysInUse(string Handle, string Rsa, string Ed25519)
{
    public static Task<KeysInUse> TowardsAsync(HouseDb db, IQueryable<Actor> actor, string host, CancellationToken cancellation) => actor
        .Select(actor => new KeysInUse(
            actor.Handle,
            db.RetiredKeys.Where(old => old.ActorId == actor.Id && db.Deliveries.Any(delivery => delivery.ActivityId == old.AnnouncementId
                    && delivery.Host.Name == host && delivery.DeliveredAt == null && delivery.GivenUpAt == null))
                .OrderBy(old => old.RetiredAt).Select(old => old.RsaPrivateKey).FirstOrDefault() ?? actor.RsaPrivateKey,
            actor.Ed25519PrivateKey))
        .SingleAsync(cancellation);
}
