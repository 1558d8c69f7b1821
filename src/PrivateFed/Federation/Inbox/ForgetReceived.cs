using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// Deletes received activities 30 days after they arrived, once they are handled or if nothing handles their type. A replay is refused by
/// its date after an hour, and an honest sender who missed the 202 gives up within days (Mastodon) or 30 days (PrivateFed). Activities that
/// are not handled yet, and dead letters, are kept.
/// </summary>
public static class ForgetReceived
{
    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(30);

    private const int BatchSize = 500;

    public static async Task OldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        // Ids increase with time, so the first id within the period bounds the query, and no index by time has to be maintained for every
        // arrival.
        var firstKept = await db.ReceivedActivities.Where(received => received.ReceivedAt >= now - RetentionPeriod)
            .OrderBy(received => received.Id).Select(received => (long?)received.Id).FirstOrDefaultAsync(cancellation) ?? long.MaxValue;
        var old = db.ReceivedActivities.Where(received => received.Id < firstKept && received.HandledAt != null);
        while (await old.OrderBy(received => received.Id).Select(received => received.Id).Take(BatchSize)
            .ToListAsync(cancellation) is { Count: > 0 } ids)
        {
            await db.ReceivedActivities.Where(received => ids.Contains(received.Id)).ExecuteDeleteAsync(cancellation);
        }
    }
}
