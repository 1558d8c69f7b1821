using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>The owner rejects a follow request ("Not now"). The person may ask again.</summary>
public sealed class RejectFollow(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    public Task<Result<int>> RejectAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptAsync(remoteActorId, by, cancellation));

    private async Task<Result<int>> AttemptAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation)
    {
        var requests = await db.Follows.Include(follow => follow.Actor).Include(follow => follow.RemoteActor)
            .Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Requested)
            .ToListAsync(cancellation);
        if (requests.Count == 0)
        {
            return new Refusal("Nobody with that name is waiting to be let in.");
        }
        var now = clock.GetUtcNow();
        foreach (var request in requests)
        {
            request.Reject(by, now);
            FollowResponses.StageReject(db, request, house.Addresses, now);
        }
        await CancelDeliveries.StageCancelInDoubtAsync(db, requests[0].RemoteActor, cancellation);
        auditLog.Record(AuditAction.FollowerRejected, requests[0].RemoteActor);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return requests.Count;
    }
}
