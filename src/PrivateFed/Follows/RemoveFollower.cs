using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// The owner removes a follower. From the next request on the follower has no access: not by a signed fetch, not by pending deliveries, and
/// not by media links of their server if they were its last follower. A Reject is sent to their server before anything else.
/// </summary>
public sealed class RemoveFollower(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    public Task<Result<int>> RemoveAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptAsync(remoteActorId, by, cancellation));

    private async Task<Result<int>> AttemptAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation)
    {
        var ended = await StageEndAsync(db, remoteActorId, by, house.Addresses, clock.GetUtcNow(), cancellation);
        if (ended == 0)
        {
            return new Refusal("Nobody of that name is a follower.");
        }
        auditLog.Record(AuditAction.FollowerRemoved, await db.RemoteActors.SingleAsync(actor => actor.Id == remoteActorId, cancellation));
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return ended;
    }

    /// <summary>Ends all accepted follows of an actor. Changes are tracked; the caller saves.</summary>
    /// <returns>How many authors the follower followed.</returns>
    public static async Task<int> StageEndAsync(HouseDb db, Guid remoteActorId, Guid? by, Addresses addresses, DateTimeOffset now, CancellationToken cancellation)
    {
        var follows = await db.Follows.Include(follow => follow.Actor).Include(follow => follow.RemoteActor.Host)
            .Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Accepted)
            .ToListAsync(cancellation);
        if (follows.Count == 0)
        {
            return 0;
        }
        await CancelDeliveries.ToActorAsync(db, follows[0].RemoteActor, now, cancellation);
        await LeaveCirclesAsync(db, remoteActorId, cancellation);
        foreach (var follow in follows)
        {
            follow.End(by, now);
            FollowResponses.End(db, follow, addresses, now);
        }
        return follows.Count;
    }

    /// <summary>Removes an actor from all circles. Changes are tracked; the caller saves.</summary>
    public static async Task LeaveCirclesAsync(HouseDb db, Guid remoteActorId, CancellationToken cancellation)
    {
        foreach (var circle in await db.Circles.Include(circle => circle.Followers).Where(circle => circle.Followers.Any(follower => follower.Id == remoteActorId)).ToListAsync(cancellation))
        {
            circle.Followers.RemoveAll(follower => follower.Id == remoteActorId);
        }
    }
}
