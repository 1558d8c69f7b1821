using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.LookingBack;

/// <summary>A month with posts for the viewer.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Posts">How many.</param>
/// <param name="Cover">A photo of the newest post with photos, of landscape format if there is one; null in a month of words.</param>
public sealed record ArchivedMonth(DateOnly Month, int Posts, ShownPhoto? Cover);

/// <summary>The years and months with posts for the viewer, by the reader's own calendar. Those without posts are not listed.</summary>
public static class Archive
{
    private const int MaxYears = 200;
    private const int MonthsLookedAt = 12;
    private const int PostsLookedAt = 500;

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

    /// <summary>The months of a year, newest first. Two queries.</summary>
    public static Task<IReadOnlyList<ArchivedMonth>> MonthsAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, int year, CancellationToken cancellation) =>
        MonthsOfAsync(
            db, viewer, clock, db.VisiblePosts(viewer).AboutDays(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1), clock),
            most: int.MaxValue, cancellation);

    /// <summary>
    /// The newest few months with posts, of the last twelve, from the newest few hundred posts: the first page must not cost more with
    /// every post. Four queries.
    /// </summary>
    public static async Task<IReadOnlyList<ArchivedMonth>> NewestMonthsAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, int most, CancellationToken cancellation)
    {
        if (MonthOf(await OwnDay.LastAsync(db.VisiblePosts(viewer), before: null, clock, cancellation)) is not { } newest)
        {
            return [];
        }
        var posts = db.VisiblePosts(viewer).AboutDays(newest.AddMonths(1 - MonthsLookedAt), newest.AddMonths(1), clock)
            .NewestFirst(before: null).Take(PostsLookedAt);
        return await MonthsOfAsync(db, viewer, clock, posts, most, cancellation);
    }

    private static async Task<IReadOnlyList<ArchivedMonth>> MonthsOfAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, IQueryable<Post> which, int most, CancellationToken cancellation)
    {
        var posts = await which
            .Select(post => new { post.Id, post.HappenedOn, post.PublishedAt, HasPhotos = post.Photos.Any() }).ToListAsync(cancellation);
        var months = posts.GroupBy(post => MonthOf(post.HappenedOn ?? clock.DayOf(post.PublishedAt)))
            .OrderByDescending(month => month.Key).Take(most)
            .Select(month => (month.Key, Posts: month.Count(), CoveredBy: month.Where(post => post.HasPhotos)
                .MaxBy(post => (OwnDay.MomentOf(post.HappenedOn, post.PublishedAt, clock), post.Id))?.Id))
            .ToList();
        var ids = months.ConvertAll(month => month.CoveredBy);
        var photos = (await db.VisiblePhotos(viewer).Where(photo => photo.PostId != null && ids.Contains(photo.PostId))
            .Select(photo => new ShownPhoto(
                photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash))
            .ToListAsync(cancellation)).OrderBy(photo => photo.Width < photo.Height).ThenBy(photo => photo.Position)
            .ToLookup(photo => photo.PostId);
        return [.. months.Select(month => new ArchivedMonth(
            month.Key, month.Posts, month.CoveredBy is { } post ? photos[post].FirstOrDefault() : null))];
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
    }

    private static DateOnly? MonthOf(DateOnly? day) => day is { } some ? MonthOf(some) : null;

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
