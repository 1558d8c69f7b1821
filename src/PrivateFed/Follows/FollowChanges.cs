using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>How a follow begins and ends, whoever decides it. All of it is part of the caller's transaction.</summary>
public static class FollowChanges
{
    /// <summary>Accepts one follow request; the caller saves.</summary>
    public static async Task StageAcceptAsync(
        HouseDb db, Follow follow, Guid? by, Addresses addresses, DateTimeOffset at, CancellationToken cancellation)
    {
        follow.Accept(by, at);
        // A host without a known instance actor is asked for it, now that the identity of an actor there is confirmed.
        var host = follow.RemoteActor.Host;
        host.DiscoveryDueAt = host.InstanceActorUri is null ? null : host.DiscoveryDueAt;
        FollowResponses.StageAccept(db, follow, addresses, at);
        var member = await db.Members.AsNoTracking().SingleAsync(member => member.Id == follow.Actor.MemberId, cancellation);
        var id = Guid.CreateVersion7();
        var document = ActorDocument.Update(
            id, follow.Actor, member.Name, follow.RemoteActor.Uri, addresses, MediaLinks.AvatarPlaceholder(member.AvatarId));
        var activity = new Activity { Id = id, ActorId = follow.ActorId, Type = "Update", Document = document.Serialize(), CreatedAt = at };
        Outbox.Stage(db, activity, [new Recipient(follow.RemoteActor.HostId, follow.RemoteActor.Inbox)]);
    }

    /// <summary>Ends every follow of somebody whom the owner removes; the caller saves.</summary>
    /// <returns>How many authors the follower followed.</returns>
    public static async Task<int> StageRemovalAsync(
        HouseDb db, Guid remoteActorId, Guid? by, Addresses addresses, DateTimeOffset now, CancellationToken cancellation)
    {
        var follows = await db.Follows.Include(follow => follow.Actor).Include(follow => follow.RemoteActor.Host)
            .Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Accepted)
            .ToListAsync(cancellation);
        if (follows.Count == 0)
        {
            return 0;
        }
        await CancelDeliveries.StageCancelAsync(db, follows[0].RemoteActor, now, cancellation);
        await StageLeaveCirclesAsync(db, remoteActorId, cancellation);
        foreach (var follow in follows)
        {
            follow.End(by, now);
            FollowResponses.StageEnd(db, follow, addresses, now);
        }
        return follows.Count;
    }

    /// <summary>Ends follows at the follower's own wish; the caller saves. If none ends, no delivery is cancelled.</summary>
    public static async Task StageUnfollowAsync(
        HouseDb db, RemoteActor person, IReadOnlyCollection<Follow> ended, DateTimeOffset at, CancellationToken cancellation)
    {
        var hadAccess = ended.Any(follow => follow.State == FollowState.Accepted);
        if (hadAccess)
        {
            db.AuditEntries.Add(AuditEntry.OfFollower(AuditAction.FollowerLeft, person, at));
        }
        // Posts that waited for the owner's decision about a request that is taken back are not sent any more.
        if (ended.Any(follow => follow.State == FollowState.Requested))
        {
            await CancelDeliveries.StageCancelInDoubtAsync(db, person, cancellation);
        }
        foreach (var follow in ended)
        {
            follow.End(by: null, at);
        }
        // Without access there is nothing to cancel, and the inbox may be somebody else's.
        if (!hadAccess)
        {
            return;
        }
        var endedIds = ended.Select(follow => follow.Id).ToList();
        var accepted = db.Follows.Where(follow => follow.RemoteActorId == person.Id && follow.State == FollowState.Accepted);
        if (!await accepted.AnyAsync(follow => !endedIds.Contains(follow.Id), cancellation))
        {
            await CancelDeliveries.StageCancelAsync(db, person, at, cancellation);
            await StageLeaveCirclesAsync(db, person.Id, cancellation);
        }
    }

    /// <summary>Takes a follower out of every circle; the caller saves.</summary>
    public static async Task StageLeaveCirclesAsync(HouseDb db, Guid remoteActorId, CancellationToken cancellation)
    {
        var circles = db.Circles.Include(circle => circle.Followers)
            .Where(circle => circle.Followers.Any(follower => follower.Id == remoteActorId));
        foreach (var circle in await circles.ToListAsync(cancellation))
        {
            circle.Followers.RemoveAll(follower => follower.Id == remoteActorId);
        }
    }
}
