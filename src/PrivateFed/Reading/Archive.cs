using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Posts;
using PrivateFed.Storage;
using PrivateFed.Web;

namespace PrivateFed.Reading;

/// <summary>Years and months in which there is something for the viewer, by the reader's own calendar. Those without are not told of.</summary>
public static class Archive
{
    private const int MostYears = 200;

    /// <summary>Newest first. One small question for each year, so that many posts cost no more than few.</summary>
    public static async Task<IReadOnlyList<int>> YearsAsync(HouseDb db, Viewer viewer, ReaderClock clock, CancellationToken cancellation)
    {
        var years = new List<int>();
        var newest = await NewestAsync(db.VisiblePosts(viewer), cancellation);
        while (newest is { } at && years.Count < MostYears)
        {
            years.Add(clock.DayOf(at).Year);
            var start = clock.StartOf(new DateOnly(years[^1], 1, 1));
            newest = await NewestAsync(db.VisiblePosts(viewer).Where(post => post.PublishedAt < start), cancellation);
        }
        return years;
    }

    /// <summary>From 1, in order.</summary>
    public static async Task<IReadOnlyList<int>> MonthsAsync(HouseDb db, Viewer viewer, ReaderClock clock, int year, CancellationToken cancellation)
    {
        var (from, until) = (clock.StartOf(new DateOnly(year, 1, 1)), clock.StartOf(new DateOnly(year + 1, 1, 1)));
        var moments = await db.VisiblePosts(viewer).Where(post => post.PublishedAt >= from && post.PublishedAt < until).Select(post => post.PublishedAt).ToListAsync(cancellation);
        return [.. moments.Select(at => clock.DayOf(at).Month).Distinct().Order()];
    }

    public static Task<PostPage> MonthAsync(HouseDb db, Viewer viewer, ReaderClock clock, DateOnly month, PostPlace? before, CancellationToken cancellation)
    {
        var (from, until) = (clock.StartOf(month), clock.StartOf(month.AddMonths(1)));
        return ReadPosts.PageAsync(db, viewer, before, posts => posts.Where(post => post.PublishedAt >= from && post.PublishedAt < until), cancellation);
    }

    /// <summary>The months before and after in which there is something; null where there is none.</summary>
    public static async Task<(DateOnly? Earlier, DateOnly? Later)> AroundAsync(HouseDb db, Viewer viewer, ReaderClock clock, DateOnly month, CancellationToken cancellation)
    {
        var (from, until) = (clock.StartOf(month), clock.StartOf(month.AddMonths(1)));
        var earlier = await NewestAsync(db.VisiblePosts(viewer).Where(post => post.PublishedAt < from), cancellation);
        var later = await db.VisiblePosts(viewer).Where(post => post.PublishedAt >= until)
            .OrderBy(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
        return (MonthOf(earlier), MonthOf(later));

        DateOnly? MonthOf(DateTimeOffset? at) => at is { } moment && clock.DayOf(moment) is var day ? new DateOnly(day.Year, day.Month, 1) : null;
    }

    private static Task<DateTimeOffset?> NewestAsync(IQueryable<Post> posts, CancellationToken cancellation) =>
        posts.OrderByDescending(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
}
