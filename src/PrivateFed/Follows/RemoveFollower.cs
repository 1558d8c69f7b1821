using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
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
        var ended = await FollowChanges.StageRemovalAsync(db, remoteActorId, by, house.Addresses, clock.GetUtcNow(), cancellation);
        if (ended == 0)
        {
            return new Refusal("There's no follower with that name.");
        }
        auditLog.Record(AuditAction.FollowerRemoved, await db.RemoteActors.SingleAsync(actor => actor.Id == remoteActorId, cancellation));
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return ended;
    }
}
