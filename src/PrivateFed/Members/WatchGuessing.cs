using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Counts wrong passwords and codes per account, and notifies the owners when there were many, at most once a day. Counting writes nothing
/// to the database, so that response times do not reveal whether an account exists; the sweep sends the notification.
/// </summary>
public sealed class WatchGuessing(TimeProvider clock, SweepSignal signal)
{
    /// <summary>
    /// The number of wrong attempts within a day at which owners are notified. Members who have forgotten their
    /// password try only a handful.
    /// </summary>
    public const int AlertThreshold = 10;

    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();

    // At most one entry per member, and one for all unknown handles.
    private readonly Dictionary<Guid, (DateTimeOffset Since, int Wrong)> _counts = [];

    public void Count(Guid memberId)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var (since, wrong) = _counts.GetValueOrDefault(memberId, (now, 0));
            _counts[memberId] = now - since >= OneDay ? (now, 1) : (since, wrong + 1);
            if (wrong + 1 != AlertThreshold)
            {
                return;
            }
        }
        signal.Set();
    }

    /// <summary>
    /// Notifies the owners about each account with many attempts, unless they were notified about it within the last day.
    /// </summary>
    public async Task NotifyOwnersAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var memberId in TakeMembersOverLimit())
        {
            var aboutPrefix = $"{memberId} ";
            var name = await db.Members.Where(member => member.Id == memberId && member.RemovedAt == null
                    && !db.News.Any(news => news.Kind == NewsKind.Guessing && news.At > now - OneDay
                        && news.About!.StartsWith(aboutPrefix)))
                .Select(member => member.Name).SingleOrDefaultAsync(cancellation);
            if (name is not null)
            {
                await NotifyOwners.StageGuessingAsync(db, memberId, name, now, cancellation);
                await db.SaveChangesAsync(cancellation);
            }
        }
    }

    private List<Guid> TakeMembersOverLimit()
    {
        lock (_gate)
        {
            var many = _counts.Where(one => one.Value.Wrong >= AlertThreshold).Select(one => one.Key).ToList();
            many.ForEach(memberId => _counts.Remove(memberId));
            return many;
        }
    }
}
