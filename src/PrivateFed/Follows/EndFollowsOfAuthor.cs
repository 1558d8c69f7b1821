using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// Ends all follows of an author who is removed. A follower of no other author has no access any more, leaves all circles, and needs the
/// owner's decision to follow another author. Nothing is sent: the author's actor answers 410, from which every server learns it.
/// </summary>
public static class EndFollowsOfAuthor
{
    /// <summary>Changes are tracked; the caller saves.</summary>
    public static async Task StageEndAsync(HouseDb db, Guid actorId, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = await db.Follows.Include(follow => follow.RemoteActor)
            .Where(follow => follow.ActorId == actorId && (follow.State == FollowState.Accepted || follow.State == FollowState.Requested))
            .ToListAsync(cancellation);
        foreach (var follow in open)
        {
            var hadAccess = follow.State == FollowState.Accepted;
            follow.End(by: null, now);
            if (hadAccess && !await FollowsOthersAsync(db, follow, cancellation))
            {
                await CancelDeliveries.StageCancelAsync(db, follow.RemoteActor, now, cancellation);
                await FollowChanges.StageLeaveCirclesAsync(db, follow.RemoteActorId, cancellation);
            }
        }
    }

    private static Task<bool> FollowsOthersAsync(HouseDb db, Follow ended, CancellationToken cancellation) =>
        db.Follows.AnyAsync(follow => follow.RemoteActorId == ended.RemoteActorId && follow.ActorId != ended.ActorId
            && follow.State == FollowState.Accepted, cancellation);
}
