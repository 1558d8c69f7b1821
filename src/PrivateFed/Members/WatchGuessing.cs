using Microsoft.EntityFrameworkCore;
using PrivateFed.Jobs;
using PrivateFed.Notifications;
using PrivateFed.Storage;

namespace PrivateFed.Members;

/// <summary>
/// Counts wrong passwords and codes at each account, and has the owners told when there were many, once a day at the most. Counting writes nothing,
/// so that nobody can tell by the time of an answer whether there is such an account: the sweep tells.
/// </summary>
public sealed class WatchGuessing(TimeProvider clock, SweepSignal signal)
{
    /// <summary>Wrong ones within a day, of which the last has the owners told. Whoever has forgotten their password tries a handful.</summary>
    public const int Many = 10;

    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();

    // No more than there are members: what is nobody's handle is not counted.
    private readonly Dictionary<Guid, (DateTimeOffset Since, int Wrong)> _ofMembers = [];

    /// <summary>A password or code at this account was wrong.</summary>
    public void Note(Guid memberId)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var (since, wrong) = _ofMembers.GetValueOrDefault(memberId, (now, 0));
            _ofMembers[memberId] = now - since >= OneDay ? (now, 1) : (since, wrong + 1);
            if (wrong + 1 != Many)
            {
                return;
            }
        }
        signal.Set();
    }

    /// <summary>Tells of whom so much was guessed, unless that was told within a day.</summary>
    public async Task TellAsync(HouseDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var memberId in TakeGuessedAt())
        {
            var told = $"{memberId} ";
            var name = await db.Members.Where(member => member.Id == memberId && member.RemovedAt == null
                    && !db.News.Any(news => news.Kind == NewsKind.Guessing && news.At > now - OneDay && news.About!.StartsWith(told)))
                .Select(member => member.Name).SingleOrDefaultAsync(cancellation);
            if (name is not null)
            {
                await NotifyOwners.StageGuessingAsync(db, memberId, name, now, cancellation);
                await db.SaveChangesAsync(cancellation);
            }
        }
    }

    private List<Guid> TakeGuessedAt()
    {
        lock (_gate)
        {
            var many = _ofMembers.Where(one => one.Value.Wrong >= Many).Select(one => one.Key).ToList();
            many.ForEach(memberId => _ofMembers.Remove(memberId));
            return many;
        }
    }
}
