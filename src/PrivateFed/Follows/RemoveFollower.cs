using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.Audit;
using PrivateFed.Federation.Delivery;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>
/// The owner removes a follower. From the next request on nothing is theirs: not a signed fetch, not a media link of their server if they
/// were its last, not what was still owed to them. Their server is told by a Reject, before anything else.
/// </summary>
public sealed class RemoveFollower(HouseDb db, WriteDown writeDown, TheHouse house, TimeProvider clock, Wake wake)
{
    public Task<Result<int>> PersonAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation) =>
        TryAgain.WhenOvertakenAsync(db, () => OnceAsync(remoteActorId, by, cancellation));

    private async Task<Result<int>> OnceAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation)
    {
        var ended = await EndAsync(db, remoteActorId, by, house.Addresses, clock.GetUtcNow(), cancellation);
        if (ended == 0)
        {
            return new Refusal("Nobody of that name is a follower.");
        }
        writeDown.That(DeedKind.FollowerRemoved, await db.RemoteActors.SingleAsync(actor => actor.Id == remoteActorId, cancellation));
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return ended;
    }

    /// <summary>Tracks the changes; the caller saves.</summary>
    /// <returns>How many authors the person followed.</returns>
    public static async Task<int> EndAsync(HouseDb db, Guid remoteActorId, Guid? by, Addresses addresses, DateTimeOffset now, CancellationToken cancellation)
    {
        var follows = await db.Follows.Include(follow => follow.Actor).Include(follow => follow.RemoteActor.Host)
            .Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Accepted)
            .ToListAsync(cancellation);
        if (follows.Count == 0)
        {
            return 0;
        }
        await Withhold.FromAsync(db, follows[0].RemoteActor, now, cancellation);
        await LeaveCirclesAsync(db, remoteActorId, cancellation);
        foreach (var follow in follows)
        {
            follow.End(by, now);
            AnswerFollow.End(db, follow, addresses, now);
        }
        return follows.Count;
    }

    /// <summary>Tracks the changes; the caller saves.</summary>
    public static async Task LeaveCirclesAsync(HouseDb db, Guid remoteActorId, CancellationToken cancellation)
    {
        foreach (var circle in await db.Circles.Include(circle => circle.Followers).Where(circle => circle.Followers.Any(follower => follower.Id == remoteActorId)).ToListAsync(cancellation))
        {
            circle.Followers.RemoveAll(follower => follower.Id == remoteActorId);
        }
    }
}
