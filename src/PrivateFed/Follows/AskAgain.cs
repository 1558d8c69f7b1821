using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.Delivery;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// A server that comes back with keys that nobody announced may belong to somebody else now: a lapsed domain, bought. Whoever was let in
/// from there waits for the owner again, and gets nothing meanwhile.
/// </summary>
public static class AskAgain
{
    /// <param name="db">Tracks the changes; the caller saves.</param>
    /// <param name="claims">What the actor's server says now.</param>
    /// <param name="pem">The key that made the signature. Which others are listed proves nothing: anybody can copy a public key.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task WhenKeyChangedAsync(HouseDb db, ActorClaims claims, string pem, DateTimeOffset now, CancellationToken cancellation)
    {
        // One that was met has a history of keys, which nobody else can take from it; without any, it is in doubt as well.
        var actor = await db.RemoteActors.Include(actor => actor.Host).SingleOrDefaultAsync(actor => actor.Uri == claims.Uri, cancellation);
        if (actor is not null && !await KeyHistory.HadAsync(db, actor.Id, pem, cancellation))
        {
            await AboutAsync(db, actor, now, cancellation);
        }
    }

    /// <summary>Whoever was let in under this actor waits for the owner again; what was owed to them waits too.</summary>
    /// <param name="db">Tracks the changes; the caller saves.</param>
    /// <param name="actor">With its host.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task AboutAsync(HouseDb db, RemoteActor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        // The server may be another one now: it is asked what it is.
        actor.Host.LearnDueAt = null;
        var speaksForAll = actor.IsInstanceActor(actor.Host);
        // The instance actor's key is the server's own: with it, everybody there is in doubt.
        var inDoubt = db.Follows.Include(follow => follow.RemoteActor).Where(follow => follow.State == FollowState.Accepted
            && (speaksForAll ? follow.RemoteActor.HostId == actor.HostId : follow.RemoteActorId == actor.Id));
        foreach (var follow in await inDoubt.ToListAsync(cancellation))
        {
            follow.AskAgain(now);
            db.Deeds.Add(Deed.OfFollower(DeedKind.FollowerInDoubt, follow.RemoteActor, now));
            await TellOwners.OfRequestAsync(db, follow, now, cancellation);
            await Withhold.FromAsync(db, follow.RemoteActor, now, cancellation, Delivery.InDoubt);
        }
    }
}
