using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.LookingBack;

/// <summary>What a reader is reminded of.</summary>
/// <param name="PostId">Part of its address.</param>
/// <param name="Author">Who told it.</param>
/// <param name="PublishedAt">When it was told.</param>
/// <param name="HappenedOn">Its own date, if it has one.</param>
/// <param name="Title">Of a life event, or "".</param>
/// <param name="Html">Sanitised.</param>
/// <param name="Photo">Its first one, if it has any.</param>
public sealed record Memory(Guid PostId, string Author, DateTimeOffset PublishedAt, DateOnly? HappenedOn, string Title, string Html, ShownPhoto? Photo)
{
    private const int Words = 90;

    public string Opening => Title.Length > 0 ? Title : PlainWords.Opening(Html, Words) is { Length: > 0 } said ? said : Photo is { Description.Length: > 0 } ? Photo.Description : "A photo";
}

/// <summary>Posts of this day, as the reader's own calendar has it, in earlier years.</summary>
public static class OnThisDay
{
    private const int MostYears = 120;
    private const int Few = 3;

    /// <summary>The newest few; none of them costs one query.</summary>
    public static async Task<IReadOnlyList<Memory>> FewAsync(HouseDb db, Viewer viewer, ReaderClock clock, CancellationToken cancellation)
    {
        var days = await DaysAsync(db, viewer, clock, cancellation);
        if (days.Days.Count == 0)
        {
            return [];
        }
        var newest = (await OwnDay.InOrderAsync(Which(days, clock)(db.VisiblePosts(viewer)), clock, cancellation)).Take(Few).Select(place => place.Id).ToList();
        var memories = await db.VisiblePosts(viewer).Where(post => newest.Contains(post.Id)).AsNoTracking()
            .Select(post => new Memory(post.Id, post.Author.Name, post.PublishedAt, post.HappenedOn, post.Title, post.Html, post.Photos.OrderBy(photo => photo.Position)
                .Select(photo => new ShownPhoto(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash)).FirstOrDefault()))
            .ToListAsync(cancellation);
        return [.. memories.OrderBy(memory => newest.IndexOf(memory.PostId))];
    }

    public static async Task<PostPage> PageAsync(HouseDb db, Viewer viewer, ReaderClock clock, PostPlace? before, CancellationToken cancellation)
    {
        var days = await DaysAsync(db, viewer, clock, cancellation);
        return days.Days.Count == 0 ? new PostPage([], null) : await OwnDay.PageAsync(db, viewer, clock, before, Which(days, clock), cancellation);
    }

    /// <summary>Days of which somebody may have told, and since which year anybody tells as things happen.</summary>
    private static async Task<Remembered> DaysAsync(HouseDb db, Viewer viewer, ReaderClock clock, CancellationToken cancellation)
    {
        var shared = await db.VisiblePosts(viewer).OrderBy(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
        if (shared is null)
        {
            return new Remembered([], 0);
        }
        var told = await db.VisiblePosts(viewer).Where(post => post.HappenedOn != null).MinAsync(post => post.HappenedOn, cancellation);
        var since = clock.DayOf(shared.Value).Year;
        return new Remembered([.. Days(clock.Today, Math.Min(since, told?.Year ?? since))], since);
    }

    /// <summary>Where a year has no 29 February, its 28th remembers it.</summary>
    private static IEnumerable<DateOnly> Days(DateOnly today, int firstYear)
    {
        var isForTwo = today is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(today.Year);
        for (var year = today.Year - 1; year >= Math.Max(firstYear, today.Year - MostYears); year--)
        {
            if (today.Day <= DateTime.DaysInMonth(year, today.Month))
            {
                var day = new DateOnly(year, today.Month, today.Day);
                yield return day;
                if (isForTwo && DateTime.IsLeapYear(year))
                {
                    yield return day.AddDays(1);
                }
            }
        }
    }

    /// <summary>Posts that say of themselves that they are of one of the days, and those without a date of their own that were shared on one.</summary>
    private static Func<IQueryable<Post>, IQueryable<Post>> Which(Remembered remembered, ReaderClock clock)
    {
        var post = Expression.Parameter(typeof(Post), "post");
        var at = Expression.Property(post, nameof(Post.PublishedAt));
        var happened = Expression.Property(post, nameof(Post.HappenedOn));
        var hasNoDate = Expression.Equal(happened, Expression.Constant(null, typeof(DateOnly?)));
        var told = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [typeof(DateOnly?)], Expression.Constant(remembered.Days.Select(day => (DateOnly?)day).ToArray()), happened);
        var onAny = remembered.Days.Where(day => day.Year >= remembered.Since)
            .Select(day => Expression.AndAlso(hasNoDate, Expression.AndAlso(
                Expression.GreaterThanOrEqual(at, Expression.Constant(clock.StartOf(day))), Expression.LessThan(at, Expression.Constant(clock.StartOf(day.AddDays(1)))))))
            .Aggregate((Expression)told, Expression.OrElse);
        return posts => posts.Where(Expression.Lambda<Func<Post, bool>>(onAny, post));
    }

    private sealed record Remembered(IReadOnlyList<DateOnly> Days, int Since);
}
