using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media;
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
    public Task<Result<int>> AcceptAsync(Guid remoteActorId, Guid? by, IReadOnlyCollection<Guid> circleIds, CancellationToken cancellation) =>
        RetryOnConflict.RunAsync(db, () => AttemptAsync(remoteActorId, by, circleIds, cancellation));

    private async Task<Result<int>> AttemptAsync(Guid remoteActorId, Guid? by, IReadOnlyCollection<Guid> circleIds, CancellationToken cancellation)
    {
        var requests = await db.Follows.Include(follow => follow.Actor).Include(follow => follow.RemoteActor.Host)
            .Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Requested && follow.Actor.DeletedAt == null)
            .ToListAsync(cancellation);
        if (requests.Count == 0)
        {
            return new Refusal("Nobody of that name is waiting to be let in.");
        }
        foreach (var request in requests)
        {
            await StageAcceptAsync(db, request, by, house.Addresses, clock.GetUtcNow(), cancellation);
        }
        auditLog.Record(AuditAction.FollowerAccepted, requests[0].RemoteActor);
        foreach (var circle in await db.Circles.Include(circle => circle.Followers).Where(circle => circleIds.Contains(circle.Id) && circle.Followers.All(follower => follower.Id != remoteActorId)).ToListAsync(cancellation))
        {
            circle.Followers.Add(requests[0].RemoteActor);
            auditLog.Record(AuditAction.PutInCircle, requests[0].RemoteActor, more: circle.Name);
        }
        if (await MovedAccounts.FindPreviousAsync(db, requests[0].RemoteActor, cancellation) is { } previous)
        {
            auditLog.Record(AuditAction.FollowerMoved, requests[0].RemoteActor, more: AuditEntry.AddressOf(previous));
            await RemoveFollower.StageEndAsync(db, previous.Id, by, house.Addresses, clock.GetUtcNow(), cancellation);
        }
        await CancelDeliveries.ReleaseAsync(db, requests[0].RemoteActor, cancellation);
        await db.SaveChangesAsync(cancellation);
        signal.Set();
        return requests.Count;
    }

    /// <summary>Accepts one follow request; the caller saves.</summary>
    public static async Task StageAcceptAsync(HouseDb db, Follow follow, Guid? by, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        follow.Accept(by, at);
        // A host without a known instance actor is asked for it, now that the identity of an actor there is confirmed.
        follow.RemoteActor.Host.DiscoveryDueAt = follow.RemoteActor.Host.InstanceActorUri is null ? null : follow.RemoteActor.Host.DiscoveryDueAt;
        FollowResponses.Accept(db, follow, addresses, at);
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == follow.Actor.MemberId, cancellation);
        var id = Guid.CreateVersion7();
        var document = ActorDocument.Update(
            id, follow.Actor, member.Name, follow.RemoteActor.Uri, addresses, MediaLinks.AvatarPlaceholder(member.AvatarId));
        var activity = new Activity { Id = id, ActorId = follow.ActorId, Type = "Update", Document = document.Serialize(), CreatedAt = at };
        Outbox.Enqueue(db, activity, [new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.Inbox)]);
    }
}
