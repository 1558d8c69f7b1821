using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.LookingBack;

/// <summary>
/// Looking back goes by the day of which a post tells: its own date where it has one, else the day on which it was shared by the reader's
/// calendar. An own date is the same day for every reader, so there is no moment that the database could order by for all of them: days are
/// put in order here, of as many posts as a month or a day of the year has.
/// </summary>
internal static class OwnDay
{
    /// <summary>When the day of a post is for this reader, as a moment to put posts in order by.</summary>
    public static DateTimeOffset MomentOf(DateOnly? happenedOn, DateTimeOffset publishedAt, ReaderClock clock) =>
        happenedOn is { } day ? clock.StartOf(day) : publishedAt;

    /// <summary>Posts that tell of some day from the first until before the second.</summary>
    public static IQueryable<Post> TellingOf(this IQueryable<Post> posts, DateOnly from, DateOnly until, ReaderClock clock)
    {
        var (start, end) = (clock.StartOf(from), clock.StartOf(until));
        return posts.Where(post => (post.HappenedOn == null && post.PublishedAt >= start && post.PublishedAt < end) || (post.HappenedOn >= from && post.HappenedOn < until));
    }

    /// <summary>The last day before this one of which a post tells, or the last of all.</summary>
    public static async Task<DateOnly?> LastAsync(IQueryable<Post> posts, DateOnly? before, ReaderClock clock, CancellationToken cancellation)
    {
        var start = before is { } day ? clock.StartOf(day) : DateTimeOffset.MaxValue;
        var shared = await posts.Where(post => post.HappenedOn == null && post.PublishedAt < start)
            .OrderByDescending(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
        var told = await posts.Where(post => post.HappenedOn != null && (before == null || post.HappenedOn < before)).MaxAsync(post => post.HappenedOn, cancellation);
        DateOnly? sharedOn = shared is { } at ? clock.DayOf(at) : null;
        return told > sharedOn || sharedOn is null ? told : sharedOn;
    }

    /// <summary>The first day from this one on.</summary>
    public static async Task<DateOnly?> FirstAsync(IQueryable<Post> posts, DateOnly from, ReaderClock clock, CancellationToken cancellation)
    {
        var start = clock.StartOf(from);
        var shared = await posts.Where(post => post.HappenedOn == null && post.PublishedAt >= start)
            .OrderBy(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
        var told = await posts.Where(post => post.HappenedOn >= from).MinAsync(post => post.HappenedOn, cancellation);
        DateOnly? sharedOn = shared is { } at ? clock.DayOf(at) : null;
        return told < sharedOn || sharedOn is null ? told : sharedOn;
    }

    /// <summary>Which posts, newest day first; all their places, so that a page can begin at any.</summary>
    public static async Task<List<PostPlace>> InOrderAsync(IQueryable<Post> posts, ReaderClock clock, CancellationToken cancellation)
    {
        var found = await posts.Select(post => new { post.Id, post.PublishedAt, post.HappenedOn }).ToListAsync(cancellation);
        return
        [
            .. found.Select(post => (Moment: MomentOf(post.HappenedOn, post.PublishedAt, clock), post.PublishedAt, post.Id))
                .OrderByDescending(post => post.Moment).ThenByDescending(post => post.Id).Select(post => new PostPlace(post.Moment, post.Id)),
        ];
    }

    public static async Task<PostPage> PageAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, PostPlace? before, Func<IQueryable<Post>, IQueryable<Post>> which, CancellationToken cancellation)
    {
        var places = await InOrderAsync(which(db.VisiblePosts(viewer)), clock, cancellation);
        var rest = before is null ? places : [.. places.Where(place => place.At < before.At || (place.At == before.At && place.Id.CompareTo(before.Id) < 0))];
        var page = rest.Take(ReadPosts.PageSize).ToList();
        var posts = await ReadPosts.TheseAsync(db, viewer, [.. page.Select(place => place.Id)], cancellation);
        return new PostPage(posts, rest.Count > page.Count ? page[^1] : null) { IsByOwnDay = true };
    }
}
