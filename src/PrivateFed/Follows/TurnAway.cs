using Microsoft.EntityFrameworkCore;
using PrivateFed.Audit;
using PrivateFed.Federation.Delivery;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>The owner does not let somebody in: "Not now". They may ask again.</summary>
public sealed class TurnAway(HouseDb db, WriteDown writeDown, TheHouse house, TimeProvider clock, Wake wake)
{
    public Task<Result<int>> PersonAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation) =>
        TryAgain.WhenOvertakenAsync(db, () => OnceAsync(remoteActorId, by, cancellation));

    private async Task<Result<int>> OnceAsync(Guid remoteActorId, Guid? by, CancellationToken cancellation)
    {
        var requests = await db.Follows.Include(follow => follow.Actor).Include(follow => follow.RemoteActor)
            .Where(follow => follow.RemoteActorId == remoteActorId && follow.State == FollowState.Requested)
            .ToListAsync(cancellation);
        if (requests.Count == 0)
        {
            return new Refusal("Nobody of that name is waiting to be let in.");
        }
        var now = clock.GetUtcNow();
        foreach (var request in requests)
        {
            request.Reject(by, now);
            AnswerFollow.Reject(db, request, house.Addresses, now);
        }
        await Withhold.ForGoodAsync(db, requests[0].RemoteActor, cancellation);
        writeDown.That(DeedKind.FollowerTurnedAway, requests[0].RemoteActor);
        await db.SaveChangesAsync(cancellation);
        wake.Ring();
        return requests.Count;
    }
}
