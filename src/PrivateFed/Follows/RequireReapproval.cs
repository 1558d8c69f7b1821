using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// A server that comes back with keys that nobody announced may belong to somebody else now: a lapsed domain, bought. Whoever was let in
/// from there waits for the owner again, and gets nothing meanwhile.
/// </summary>
public static class RequireReapproval
{
    /// <param name="db">Tracks the changes; the caller saves.</param>
    /// <param name="claims">What the actor's server says now.</param>
    /// <param name="pem">The key that made the signature. Which others are listed proves nothing: anybody can copy a public key.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task StageWhenKeyChangedAsync(HouseDb db, ActorProfile claims, string pem, DateTimeOffset now, CancellationToken cancellation)
    {
        // One that was met has a history of keys, which nobody else can take from it; without any, it is in doubt as well.
        var actor = await db.RemoteActors.Include(actor => actor.Host).SingleOrDefaultAsync(actor => actor.Uri == claims.Uri, cancellation);
        if (actor is not null && !await KeyHistory.HadAsync(db, actor.Id, pem, cancellation))
        {
            await StageAsync(db, actor, now, cancellation);
        }
        // One that its server named and that has no keys here: nothing tells it from what a new holder of the domain put there.
        else if (actor is null && await db.RemoteHosts.SingleOrDefaultAsync(host => host.InstanceActorUri == claims.Uri, cancellation) is { } host)
        {
            await AboutAllAsync(db, host, now, cancellation);
        }
    }

    /// <summary>Whoever was let in under this actor waits for the owner again; what was owed to them waits too.</summary>
    /// <param name="db">Tracks the changes; the caller saves.</param>
    /// <param name="actor">With its host.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task StageAsync(HouseDb db, RemoteActor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        // The instance actor's key is the server's own: with it, everybody there is in doubt.
        if (actor.IsInstanceActor(actor.Host))
        {
            await AboutAllAsync(db, actor.Host, now, cancellation);
            return;
        }
        await AboutThoseAsync(db, actor.Host, db.Follows.Where(follow => follow.RemoteActorId == actor.Id), now, cancellation);
    }

    private static Task AboutAllAsync(HouseDb db, RemoteHost host, DateTimeOffset now, CancellationToken cancellation) =>
        AboutThoseAsync(db, host, db.Follows.Where(follow => follow.RemoteActor.HostId == host.Id), now, cancellation);

    private static async Task AboutThoseAsync(HouseDb db, RemoteHost host, IQueryable<Follow> follows, DateTimeOffset now, CancellationToken cancellation)
    {
        // The server may be another one now: it is asked what it is.
        host.DiscoveryDueAt = null;
        foreach (var follow in await follows.Include(follow => follow.RemoteActor).Where(follow => follow.State == FollowState.Accepted).ToListAsync(cancellation))
        {
            follow.RequireReapproval(now);
            db.AuditEntries.Add(AuditEntry.OfFollower(AuditAction.FollowerInDoubt, follow.RemoteActor, now));
            await NotifyOwners.StageFollowRequestAsync(db, follow, now, cancellation);
            await CancelDeliveries.ToActorAsync(db, follow.RemoteActor, now, cancellation, Delivery.InDoubt);
        }
    }
}
