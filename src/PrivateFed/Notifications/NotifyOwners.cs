using Microsoft.EntityFrameworkCore;
using PrivateFed.Follows;
using PrivateFed.Members;
using PrivateFed.Storage;

namespace PrivateFed.Notifications;

/// <summary>
/// Writes down for the owners what the house needs them for. The caller saves it together with what happened. Who has not looked yet is not
/// told the same again.
/// </summary>
public static class NotifyOwners
{
    public static Task StageFollowRequestAsync(HouseDb db, Follow follow, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.Request, follow.Id, about: null, at, cancellation);

    public static Task StageReportAsync(HouseDb db, string host, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.Report, followId: null, host, at, cancellation);

    /// <summary>Something for this server was given up.</summary>
    public static Task StageGivenUpAsync(HouseDb db, string host, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.GivenUp, followId: null, host, at, cancellation);

    public static Task StageFullDiskAsync(HouseDb db, long megabytesFree, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.DiskFull, followId: null, $"{megabytesFree}", at, cancellation);

    /// <summary>Letters to somebody come back.</summary>
    public static Task StageUnreachableAsync(HouseDb db, string name, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.Unreachable, followId: null, name, at, cancellation);

    /// <summary>A letter to somebody could not be made.</summary>
    public static Task StageEmailGivenUpAsync(HouseDb db, string name, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.EmailGivenUp, followId: null, name, at, cancellation);

    /// <summary>Signing in as a member has failed many times.</summary>
    public static Task StageGuessingAsync(HouseDb db, Guid memberId, string name, DateTimeOffset at, CancellationToken cancellation) =>
        StageAsync(db, NewsKind.Guessing, followId: null, $"{memberId} {name}", at, cancellation);

    private static async Task StageAsync(HouseDb db, NewsKind kind, Guid? followId, string? about, DateTimeOffset at, CancellationToken cancellation)
    {
        // The disk's megabytes change from hour to hour; it is full all the same.
        var owners = await db.Members.Where(member => member.RemovedAt == null && member.Role == Role.Owner)
            .Where(member => !db.News.Any(news => news.MemberId == member.Id && news.SeenAt == null && news.Kind == kind && news.FollowId == followId
                && (kind == NewsKind.DiskFull || news.About == about)))
            .Select(member => member.Id).ToListAsync(cancellation);
        db.News.AddRange(owners.Select(owner => new News { MemberId = owner, Kind = kind, FollowId = followId, About = about, At = at }));
    }
}
