using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.LocalActors;

/// <summary>
/// A former private key of a local actor. It signs requests to a host until that host has received the announcement of the next key.
/// </summary>
public sealed class RetiredKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ActorId { get; init; }

    /// <summary>PKCS#8 PEM, encrypted.</summary>
    public required string RsaPrivateKey { get; init; }

    /// <summary>The Update that announces the next key.</summary>
    public required Guid AnnouncementId { get; init; }

    public required DateTimeOffset RetiredAt { get; init; }

    /// <summary>Deletes keys without pending announcements.</summary>
    public static Task ForgetAsync(HouseDb db, CancellationToken cancellation) =>
        db.RetiredKeys.Where(old => !db.Deliveries.Any(delivery => delivery.ActivityId == old.AnnouncementId
            && delivery.DeliveredAt == null && delivery.GivenUpAt == null)).ExecuteDeleteAsync(cancellation);
}
