using PrivateFed.Federation.Deliveries;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>Notifies the owners of a delivery that was given up, unless its follower is gone or nobody there is a follower.</summary>
public sealed class NotifyOfGivenUpDelivery(HouseDb db, TimeProvider clock) : IDeliveryFollowUp
{
    public Task StageAsync(Delivery delivery, DeliveryResult result, CancellationToken cancellation) =>
        delivery.GivenUpAt is null || result is DeliveryResult.NotSent or DeliveryResult.Refused { InboxIsGone: true }
            ? Task.CompletedTask
            : NotifyOwners.StageGivenUpAsync(db, delivery.Host.Name, clock.GetUtcNow(), cancellation);
}
