using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>
/// Adds news for the owners about what needs their attention. The caller saves it together with the event. Owners with an unseen
/// notification of the same kind and subject are not notified again.
/// </summary>
public static class NotifyOwners
{
    public static Task StageFollowRequestAsync(HouseDb db, Follow follow, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.Request, follow.Id, about: null, at, cancellation);

    public static Task StageReportAsync(HouseDb db, string host, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.Report, followId: null, host, at, cancellation);

    /// <summary>Deliveries to this host were given up.</summary>
    public static Task StageGivenUpAsync(HouseDb db, string host, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.GivenUp, followId: null, host, at, cancellation);

    public static Task StageFullDiskAsync(HouseDb db, long megabytesFree, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.DiskFull, followId: null, $"{megabytesFree}", at, cancellation);

    /// <summary>Emails to somebody bounce.</summary>
    public static Task StageUnreachableAsync(HouseDb db, string name, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.Unreachable, followId: null, name, at, cancellation);

    /// <summary>An email to somebody could not be composed.</summary>
    public static Task StageEmailGivenUpAsync(HouseDb db, string name, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.EmailGivenUp, followId: null, name, at, cancellation);

    /// <summary>Many attempts to sign in as a member have failed.</summary>
    public static Task StageGuessingAsync(HouseDb db, Guid memberId, string name, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.Guessing, followId: null, $"{memberId} {name}", at, cancellation);

    private static async Task StageAsync(
        HouseDb db, NewsKind kind, Guid? followId, string? about, DateTimeOffset at, CancellationToken cancellation)
    {
        // A full disk counts as the same event although the free megabytes change from hour to hour.
        var owners = await db.Members.Where(member => member.RemovedAt == null && member.Role == Role.Owner)
            .Where(member => !db.News
            .Any(news => news.MemberId == member.Id && news.SeenAt == null && news.Kind == kind && news.FollowId == followId
                && (kind == NewsKind.DiskFull || news.About == about)))
            .Select(member => member.Id).ToListAsync(cancellation);
        db.News.AddRange(owners.Select(owner => new News { MemberId = owner, Kind = kind, FollowId = followId, About = about, At = at }));
    }
}
