namespace PrivateFed.Federation.Deliveries;

/// <summary>Asked before each delivery whether it may be sent. A folder that knows who may read registers its own.</summary>
public interface IDeliveryCheck
{
    /// <param name="delivery">With its activity and host.</param>
    /// <returns>Null when it may be sent; otherwise the result to record instead.</returns>
    Task<DeliveryResult?> CheckAsync(Delivery delivery, CancellationToken cancellation);
}

/// <summary>Takes part in the transaction that records the result of a delivery. A folder that has to act on results registers its own.</summary>
public interface IDeliveryFollowUp
{
    /// <param name="delivery">With its activity and host, and with the result recorded in it.</param>
    Task StageAsync(Delivery delivery, DeliveryResult result, CancellationToken cancellation);
}
