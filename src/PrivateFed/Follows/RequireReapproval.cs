using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// A server that returns with unannounced keys may belong to somebody else now, who bought a lapsed domain. Its accepted followers need the
/// owner's decision again, and get nothing meanwhile.
/// </summary>
public static class RequireReapproval
{
    /// <summary>
    /// Requires reapproval if a signature was made by a key that its actor never had. Changes are tracked; the caller saves.
    /// </summary>
    /// <param name="profile">What the actor's server says now.</param>
    /// <param name="pem">The key that made the signature. Other listed keys prove nothing: anybody can copy a public key.</param>
    public static async Task StageWhenKeyChangedAsync(
        HouseDb db, ActorProfile profile, string pem, DateTimeOffset now, CancellationToken cancellation)
    {
        // A known actor has a key history, which nobody else can take from it. An actor without one is in doubt as well.
        var actor = await db.RemoteActors.Include(actor => actor.Host)
            .SingleOrDefaultAsync(actor => actor.Uri == profile.Uri, cancellation);
        if (actor is not null && !await KeyHistory.HasHadAsync(db, actor.Id, pem, cancellation))
        {
            await StageAsync(db, actor, now, cancellation);
        }
        // An instance actor that is not stored here, so without keys: it cannot be told from what a new holder of the domain published.
        else if (actor is null && await db.RemoteHosts.SingleOrDefaultAsync(host => host.InstanceActorUri == profile.Uri, cancellation)
            is { } host)
        {
            await StageForHostAsync(db, host, now, cancellation);
        }
    }

    /// <summary>
    /// Makes all accepted follows of an actor wait for the owner again, together with the pending deliveries. Changes are tracked; the
    /// caller saves.
    /// </summary>
    /// <param name="actor">With its host.</param>
    public static async Task StageAsync(HouseDb db, RemoteActor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        // The instance actor's key is the server's own, so everybody there is in doubt.
        if (actor.IsInstanceActor(actor.Host))
        {
            await StageForHostAsync(db, actor.Host, now, cancellation);
            return;
        }
        await StageForFollowsAsync(db, actor.Host, db.Follows.Where(follow => follow.RemoteActorId == actor.Id), now, cancellation);
    }

    private static Task StageForHostAsync(HouseDb db, RemoteHost host, DateTimeOffset now, CancellationToken cancellation) =>
        StageForFollowsAsync(db, host, db.Follows.Where(follow => follow.RemoteActor.HostId == host.Id), now, cancellation);

    private static async Task StageForFollowsAsync(
        HouseDb db, RemoteHost host, IQueryable<Follow> follows, DateTimeOffset now, CancellationToken cancellation)
    {
        // The server may be a different one now, so its software and instance actor are looked up again.
        host.DiscoveryDueAt = null;
        foreach (var follow in await follows.Include(follow => follow.RemoteActor).Where(follow => follow.State == FollowState.Accepted)
            .ToListAsync(cancellation))
        {
            follow.RequireReapproval(now);
            db.AuditEntries.Add(AuditEntry.OfFollower(AuditAction.FollowerInDoubt, follow.RemoteActor, now));
            await NotifyOwners.StageFollowRequestAsync(db, follow, now, cancellation);
            await CancelDeliveries.StageCancelAsync(db, follow.RemoteActor, now, cancellation, Delivery.AwaitsReapproval);
        }
    }
}
