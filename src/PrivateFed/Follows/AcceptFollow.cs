using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// The owner accepts a follower. All pending follow requests of the actor are accepted, and each Accept is followed by an Update with the
/// whole local actor, of which the follower's server knew only a stub. If the follower moved here from another account, the follows of that
/// account end.
/// </summary>
public sealed class AcceptFollow(HouseDb db, AuditLog auditLog, CurrentHouse house, TimeProvider clock, SweepSignal signal)
{
    /// <param name="remoteActorId">The actor that waits.</param>
    /// <param name="by">The owner who decides; null for the command line.</param>
    /// <param name="circleIds">Circles to add the follower to.</param>
    public Task<Result<int>> AcceptAsync(
        Guid remoteActorId, Guid? by, IReadOnlyCollection<Guid> circleIds, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptAsync(remoteActorId, by, circleIds, cancellation));

    private async Task<Result<int>> AttemptAsync(
        Guid remoteActorId, Guid? by, IReadOnlyCollection<Guid> circleIds, CancellationToken cancellation)
    {
        var requests = await db.Follows.Include(follow => follow.Actor).Include(follow => follow.RemoteActor.Host)
            .Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Requested
                && follow.Actor.DeletedAt == null)
            .ToListAsync(cancellation);
        if (requests.Count == 0)
        {
            return new Refusal("Nobody with that name is waiting to be let in.");
        }
        foreach (var request in requests)
        {
            await FollowChanges.StageAcceptAsync(db, request, by, house.Addresses, clock.GetUtcNow(), cancellation);
        }
        auditLog.Record(AuditAction.FollowerAccepted, requests[0].RemoteActor);
        foreach (var circle in await db.Circles.Include(circle => circle.Followers).Where(circle => circleIds.Contains(circle.Id)
            && circle.Followers.All(follower => follower.Id != remoteActorId)).ToListAsync(cancellation))
        {
            circle.Followers.Add(requests[0].RemoteActor);
            auditLog.Record(AuditAction.PutInCircle, requests[0].RemoteActor, more: circle.Name);
        }
        if (await MovedAccounts.FindPreviousAsync(db, requests[0].RemoteActor, cancellation) is { } previous)
        {
            auditLog.Record(AuditAction.FollowerMoved, requests[0].RemoteActor, more: AuditEntry.AddressOf(previous));
            await FollowChanges.StageRemovalAsync(db, previous.Id, by, house.Addresses, clock.GetUtcNow(), cancellation);
        }
        await CancelDeliveries.StageReleaseAsync(db, requests[0].RemoteActor, cancellation);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return requests.Count;
    }
}
