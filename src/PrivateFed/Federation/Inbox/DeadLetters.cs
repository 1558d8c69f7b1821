using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>An activity that failed every time it was worked on.</summary>
/// <param name="Id">Names it in forms.</param>
/// <param name="Type">As it says itself.</param>
/// <param name="From">Whose activity it is.</param>
/// <param name="Host">Their server.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Error">What went wrong the last time.</param>
public sealed record ShownSetAside(long Id, string Type, string From, string Host, DateTimeOffset ReceivedAt, string Error);

/// <summary>What the owner does with activities that could not be handled. They stay until the owner decides: they were answered with 202.</summary>
public static class DeadLetters
{
    private const int Most = 50;

    public static Task<bool> IsAnyAsync(HouseDb db, CancellationToken cancellation) => Query(db).AnyAsync(cancellation);

    public static Task<List<ShownSetAside>> ListAsync(HouseDb db, CancellationToken cancellation) =>
        Query(db).OrderByDescending(received => received.SetAsideAt).Take(Most)
            .Select(received => new ShownSetAside(received.Id, received.Type, received.RemoteActor.Name, received.RemoteActor.Host.Name, received.ReceivedAt, received.LastError ?? ""))
            .ToListAsync(cancellation);

    /// <summary>Gives it all its tries again. The caller rings.</summary>
    public static Task TryAgainAsync(HouseDb db, long id, CancellationToken cancellation) =>
        Query(db).Where(received => received.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(received => received.SetAsideAt, (DateTimeOffset?)null)
                .SetProperty(received => received.RetryAt, (DateTimeOffset?)null)
                .SetProperty(received => received.Attempts, 0)
                .SetProperty(received => received.Interruptions, 0),
            cancellation);

    /// <summary>Marks it as handled: it is shown no more and has no effect. Its row stays, without the document, as long as a repeat could come.</summary>
    public static Task ForgetAsync(HouseDb db, long id, DateTimeOffset now, CancellationToken cancellation) =>
        Query(db).Where(received => received.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(received => received.SetAsideAt, (DateTimeOffset?)null)
                .SetProperty(received => received.HandledAt, now)
                .SetProperty(received => received.Document, ""),
            cancellation);

    private static IQueryable<ReceivedActivity> Query(HouseDb db) => db.ReceivedActivities.Where(received => received.SetAsideAt != null);
}
