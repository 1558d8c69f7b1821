using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.LookingBack;

/// <summary>The years and months with posts for the viewer, by the reader's own calendar. Those without posts are not listed.</summary>
public static class Archive
{
    private const int MaxYears = 200;

    /// <summary>Newest first. Two small queries for each year, so that the cost does not grow with the number of posts.</summary>
    public static async Task<IReadOnlyList<int>> YearsAsync(HouseDb db, Viewer viewer, ReaderClock clock, CancellationToken cancellation)
    {
        var years = new List<int>();
        var newest = await OwnDay.LastAsync(db.VisiblePosts(viewer), before: null, clock, cancellation);
        while (newest is { } day && years.Count < MaxYears)
        {
            years.Add(day.Year);
            newest = await OwnDay.LastAsync(db.VisiblePosts(viewer), new DateOnly(day.Year, 1, 1), clock, cancellation);
        }
        return years;
    }

    /// <summary>Months from 1, in order.</summary>
    public static async Task<IReadOnlyList<int>> MonthsAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, int year, CancellationToken cancellation)
    {
        var days = await db.VisiblePosts(viewer).AboutDays(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1), clock)
            .Select(post => new { post.HappenedOn, post.PublishedAt }).ToListAsync(cancellation);
        return [.. days.Select(post => (post.HappenedOn ?? clock.DayOf(post.PublishedAt)).Month).Distinct().Order()];
    }

    public static Task<PostPage> MonthAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, DateOnly month, PostPlace? before, CancellationToken cancellation) =>
        OwnDay.PageAsync(db, viewer, clock, before, posts => posts.AboutDays(month, month.AddMonths(1), clock), cancellation);

    /// <summary>The nearest months before and after with posts; null if there is none.</summary>
    public static async Task<(DateOnly? Earlier, DateOnly? Later)> AroundAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, DateOnly month, CancellationToken cancellation)
    {
        var earlier = await OwnDay.LastAsync(db.VisiblePosts(viewer), month, clock, cancellation);
        var later = await OwnDay.FirstAsync(db.VisiblePosts(viewer), month.AddMonths(1), clock, cancellation);
        return (MonthOf(earlier), MonthOf(later));

        static DateOnly? MonthOf(DateOnly? day) => day is { } some ? new DateOnly(some.Year, some.Month, 1) : null;
    }
}
