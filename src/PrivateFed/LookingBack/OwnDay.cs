using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.LookingBack;

/// <summary>
/// Orders posts by the day that they are about: their own date if they have one, else the day of publication by the reader's calendar. An
/// own date is the same day for every reader, so the database has no moment to order all posts by. They are ordered here instead; a month
/// or a day of the year has few enough.
/// </summary>
internal static class OwnDay
{
    /// <summary>The moment for ordering a post by its day, for this reader.</summary>
    public static DateTimeOffset MomentOf(DateOnly? happenedOn, DateTimeOffset publishedAt, ReaderClock clock) =>
        happenedOn is { } day ? clock.StartOf(day) : publishedAt;

    /// <summary>Posts about a day from <paramref name="from"/> to before <paramref name="until"/>.</summary>
    public static IQueryable<Post> AboutDays(this IQueryable<Post> posts, DateOnly from, DateOnly until, ReaderClock clock)
    {
        var (start, end) = (clock.StartOf(from), clock.StartOf(until));
        return posts.Where(post => (post.HappenedOn == null && post.PublishedAt >= start && post.PublishedAt < end)
            || (post.HappenedOn >= from && post.HappenedOn < until));
    }

    /// <summary>The last day with a post before this one, or the last of all.</summary>
    public static async Task<DateOnly?> LastAsync(
        IQueryable<Post> posts, DateOnly? before, ReaderClock clock, CancellationToken cancellation)
    {
        var start = before is { } day ? clock.StartOf(day) : DateTimeOffset.MaxValue;
        var publishedAt = await posts.Where(post => post.HappenedOn == null && post.PublishedAt < start)
            .OrderByDescending(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt)
            .FirstOrDefaultAsync(cancellation);
        var ownDate = await posts.Where(post => post.HappenedOn != null && (before == null || post.HappenedOn < before))
            .MaxAsync(post => post.HappenedOn, cancellation);
        DateOnly? publishedOn = publishedAt is { } at ? clock.DayOf(at) : null;
        return ownDate > publishedOn || publishedOn is null ? ownDate : publishedOn;
    }

    /// <summary>The first day with a post from this one on.</summary>
    public static async Task<DateOnly?> FirstAsync(IQueryable<Post> posts, DateOnly from, ReaderClock clock, CancellationToken cancellation)
    {
        var start = clock.StartOf(from);
        var publishedAt = await posts.Where(post => post.HappenedOn == null && post.PublishedAt >= start)
            .OrderBy(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
        var ownDate = await posts.Where(post => post.HappenedOn >= from).MinAsync(post => post.HappenedOn, cancellation);
        DateOnly? publishedOn = publishedAt is { } at ? clock.DayOf(at) : null;
        return ownDate < publishedOn || publishedOn is null ? ownDate : publishedOn;
    }

    /// <summary>All places of the posts, newest day first, so that a page can begin at any.</summary>
    public static async Task<List<PostPlace>> InOrderAsync(IQueryable<Post> posts, ReaderClock clock, CancellationToken cancellation)
    {
        var found = await posts.Select(post => new { post.Id, post.PublishedAt, post.HappenedOn }).ToListAsync(cancellation);
        return
        [
            .. found.Select(post => (Moment: MomentOf(post.HappenedOn, post.PublishedAt, clock), post.PublishedAt, post.Id))
                .OrderByDescending(post => post.Moment).ThenByDescending(post => post.Id)
                .Select(post => new PostPlace(post.Moment, post.Id)),
        ];
    }

    public static async Task<PostPage> PageAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, PostPlace? before, Func<IQueryable<Post>, IQueryable<Post>> which,
        CancellationToken cancellation)
    {
        var places = await InOrderAsync(which(db.VisiblePosts(viewer)), clock, cancellation);
        var rest = before is null ? places
            : [.. places.Where(place => place.At < before.At || (place.At == before.At && place.Id.CompareTo(before.Id) < 0))];
        var page = rest.Take(ReadPosts.PageSize).ToList();
        var posts = await ReadPosts.ByIdsAsync(db, viewer, [.. page.Select(place => place.Id)], cancellation);
        return new PostPage(posts, rest.Count > page.Count ? page[^1] : null) { IsByOwnDay = true };
    }
}
