using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.LookingBack;

/// <summary>A post that a reader is reminded of.</summary>
/// <param name="HappenedOn">Its own date, if it has one.</param>
/// <param name="Title">The title of a life event, or "".</param>
/// <param name="Html">Sanitised.</param>
/// <param name="Photo">The first photo, if any.</param>
public sealed record Memory(Guid PostId, string Author, DateTimeOffset PublishedAt, DateOnly? HappenedOn, string Title, string Html,
    ShownPhoto? Photo)
{
    private const int OpeningLength = 90;

    public string Opening =>
        Title.Length > 0 ? Title : PlainText.Opening(Html, OpeningLength) is { Length: > 0 } said ? said
        : Photo is { Description.Length: > 0 } ? Photo.Description : "A photo";
}

/// <summary>Posts of this day in earlier years, by the reader's own calendar.</summary>
public static class OnThisDay
{
    private const int MaxYears = 120;
    private const int FewCount = 3;

    /// <summary>The newest few. Without any, only the days are looked up.</summary>
    public static async Task<IReadOnlyList<Memory>> FewAsync(HouseDb db, Viewer viewer, ReaderClock clock, CancellationToken cancellation)
    {
        var days = await DaysAsync(db, viewer, clock, cancellation);
        if (days.Days.Count == 0)
        {
            return [];
        }
        var newest = (await OwnDay.InOrderAsync(OnDays(days, clock)(db.VisiblePosts(viewer)), clock, cancellation)).Take(FewCount)
            .Select(place => place.Id).ToList();
        var memories = await db.VisiblePosts(viewer).Where(post => newest.Contains(post.Id)).AsNoTracking()
            .Select(post => new Memory(post.Id, post.Author.Name, post.PublishedAt, post.HappenedOn, post.Title, post.Html,
                post.Photos.OrderBy(photo => photo.Position)
                .Select(photo => new ShownPhoto(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height,
                    photo.Blurhash)).FirstOrDefault()))
            .ToListAsync(cancellation);
        return [.. memories.OrderBy(memory => newest.IndexOf(memory.PostId))];
    }

    public static async Task<PostPage> PageAsync(
        HouseDb db, Viewer viewer, ReaderClock clock, PostPlace? before, CancellationToken cancellation)
    {
        var days = await DaysAsync(db, viewer, clock, cancellation);
        return days.Days.Count == 0 ? new PostPage([], null)
            : await OwnDay.PageAsync(db, viewer, clock, before, OnDays(days, clock), cancellation);
    }

    /// <summary>The days that posts may be about, and the first year in which anybody published.</summary>
    private static async Task<Remembered> DaysAsync(HouseDb db, Viewer viewer, ReaderClock clock, CancellationToken cancellation)
    {
        var firstPublishedAt = await db.VisiblePosts(viewer).OrderBy(post => post.PublishedAt)
            .Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
        if (firstPublishedAt is null)
        {
            return new Remembered([], 0);
        }
        var firstOwnDate = await db.VisiblePosts(viewer).Where(post => post.HappenedOn != null)
            .MinAsync(post => post.HappenedOn, cancellation);
        var since = clock.DayOf(firstPublishedAt.Value).Year;
        return new Remembered([.. Days(clock.Today, Math.Min(since, firstOwnDate?.Year ?? since))], since);
    }

    /// <summary>In a year without 29 February, its 28th counts for both days.</summary>
    private static IEnumerable<DateOnly> Days(DateOnly today, int firstYear)
    {
        var includesLeapDay = today is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(today.Year);
        for (var year = today.Year - 1; year >= Math.Max(firstYear, today.Year - MaxYears); year--)
        {
            if (today.Day <= DateTime.DaysInMonth(year, today.Month))
            {
                var day = new DateOnly(year, today.Month, today.Day);
                yield return day;
                if (includesLeapDay && DateTime.IsLeapYear(year))
                {
                    yield return day.AddDays(1);
                }
            }
        }
    }

    /// <summary>Selects posts whose own date is one of the days, and posts without one that were published on one.</summary>
    private static Func<IQueryable<Post>, IQueryable<Post>> OnDays(Remembered remembered, ReaderClock clock)
    {
        var post = Expression.Parameter(typeof(Post), "post");
        var at = Expression.Property(post, nameof(Post.PublishedAt));
        var happened = Expression.Property(post, nameof(Post.HappenedOn));
        var hasNoDate = Expression.Equal(happened, Expression.Constant(null, typeof(DateOnly?)));
        var ownDateMatches = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [typeof(DateOnly?)],
            Expression.Constant(remembered.Days.Select(day => (DateOnly?)day).ToArray()), happened);
        var matchesAnyDay = remembered.Days.Where(day => day.Year >= remembered.Since)
            .Select(day => Expression.AndAlso(hasNoDate, Expression.AndAlso(
                Expression.GreaterThanOrEqual(at, Expression.Constant(clock.StartOf(day))),
                Expression.LessThan(at, Expression.Constant(clock.StartOf(day.AddDays(1)))))))
            .Aggregate((Expression)ownDateMatches, Expression.OrElse);
        return posts => posts.Where(Expression.Lambda<Func<Post, bool>>(matchesAnyDay, post));
    }

    private sealed record Remembered(IReadOnlyList<DateOnly> Days, int Since);
}
