using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// Forgets activities that were handled, or that nobody handles, after 30 days. A replay is refused by its date after an hour; an honest
/// sender who missed our 202 gives up within days (Mastodon) or 30 days (we). What is not handled yet, or was set aside, stays.
/// </summary>
public static class ForgetReceived
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Together = 500;

    public static async Task OldAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        // Ids count up with time, so the first that is young bounds the walk, and no index by time has to be kept up for every arrival.
        var young = await db.ReceivedActivities.Where(received => received.ReceivedAt >= now - Kept)
            .OrderBy(received => received.Id).Select(received => (long?)received.Id).FirstOrDefaultAsync(cancellation) ?? long.MaxValue;
        var old = db.ReceivedActivities.Where(received => received.Id < young && received.HandledAt != null);
        while (await old.OrderBy(received => received.Id).Select(received => received.Id).Take(Together).ToListAsync(cancellation) is { Count: > 0 } ids)
        {
            await db.ReceivedActivities.Where(received => ids.Contains(received.Id)).ExecuteDeleteAsync(cancellation);
        }
    }
}
