using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>A dead letter: an activity that failed at every attempt.</summary>
/// <param name="Id">Identifies it in forms.</param>
/// <param name="From">Name of its actor.</param>
/// <param name="Error">The error of the last attempt.</param>
public sealed record ShownDeadLetter(long Id, string Type, string From, string Host, DateTimeOffset ReceivedAt, string Error);

/// <summary>What the owner can do with dead letters. They are kept until the owner decides, because they were answered with 202.</summary>
public static class DeadLetters
{
    private const int MaxShown = 50;

    public static Task<bool> IsAnyAsync(HouseDb db, CancellationToken cancellation) => Query(db).AnyAsync(cancellation);

    public static Task<List<ShownDeadLetter>> ListAsync(HouseDb db, CancellationToken cancellation) =>
        Query(db).OrderByDescending(received => received.SetAsideAt).Take(MaxShown)
            .Select(received => new ShownDeadLetter(received.Id, received.Type, received.RemoteActor.Name, received.RemoteActor.Host.Name,
                received.ReceivedAt, received.LastError ?? ""))
            .ToListAsync(cancellation);

    /// <summary>Gives the activity all its attempts again. The caller sets the sweep signal.</summary>
    public static Task TryAgainAsync(HouseDb db, long id, CancellationToken cancellation) =>
        Query(db).Where(received => received.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(received => received.SetAsideAt, (DateTimeOffset?)null)
                .SetProperty(received => received.RetryAt, (DateTimeOffset?)null)
                .SetProperty(received => received.Attempts, 0)
                .SetProperty(received => received.Interruptions, 0),
            cancellation);

    /// <summary>
    /// Marks the activity as handled, without effect. Its row stays, without the document, as long as a repeat could arrive.
    /// </summary>
    public static Task ForgetAsync(HouseDb db, long id, DateTimeOffset now, CancellationToken cancellation) =>
        Query(db).Where(received => received.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(received => received.SetAsideAt, (DateTimeOffset?)null)
                .SetProperty(received => received.HandledAt, now)
                .SetProperty(received => received.Document, ""),
            cancellation);

    private static IQueryable<ReceivedActivity> Query(HouseDb db) => db.ReceivedActivities.Where(received => received.SetAsideAt != null);
}
