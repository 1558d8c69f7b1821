using Microsoft.EntityFrameworkCore;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.Outbound;
using PrivateFed.Storage;

namespace PrivateFed.Follows;

/// <summary>Handles an inbox that answered 404 or 410: if its actors do not exist any more either, their follows end.</summary>
public sealed class RemoveGoneFollower(HouseDb db, FetchDocument fetch, TimeProvider clock) : IDeliveryFollowUp
{
    public async Task StageAsync(Delivery delivery, DeliveryResult result, CancellationToken cancellation)
    {
        if (result is not DeliveryResult.Refused { InboxIsGone: true })
        {
            return;
        }
        var follows = await db.Follows.Include(follow => follow.RemoteActor)
            .Where(follow => follow.State == FollowState.Accepted
                && (follow.RemoteActor.Inbox == delivery.Inbox || follow.RemoteActor.SharedInbox == delivery.Inbox))
            .ToListAsync(cancellation);
        foreach (var person in follows.GroupBy(follow => follow.RemoteActor))
        {
            if (await fetch.DocumentAsync(person.Key.Uri, cancellation) is Fetched.Gone)
            {
                await FollowChanges.StageUnfollowAsync(db, person.Key, [.. person], clock.GetUtcNow(), cancellation);
            }
        }
    }
}
