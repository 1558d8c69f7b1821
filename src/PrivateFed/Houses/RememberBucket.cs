using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Houses;

/// <summary>
/// Writes down which bucket the server can use, so that no command moves photos to one that the server does not know of.
/// </summary>
internal static class RememberBucket
{
    /// <param name="address">Null for none.</param>
    public static Task RememberAsync(HouseDb db, string? address, CancellationToken cancellation) =>
        db.Houses.Where(house => house.Bucket != address)
            .ExecuteUpdateAsync(set => set.SetProperty(house => house.Bucket, address), cancellation);
}
