using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Search;
using PrivateFed.Storage;
using PrivateFed.Web;

namespace PrivateFed.Reading;

/// <summary>What a reader is reminded of.</summary>
/// <param name="PostId">Part of its address.</param>
/// <param name="Author">Who told it.</param>
/// <param name="At">When it was.</param>
/// <param name="Html">Sanitised.</param>
/// <param name="Photo">Its first one, if it has any.</param>
public sealed record Memory(Guid PostId, string Author, DateTimeOffset At, string Html, ShownPhoto? Photo)
{
    private const int Words = 90;

    public string Opening => PlainWords.Opening(Html, Words) is { Length: > 0 } said ? said : Photo is { Description.Length: > 0 } ? Photo.Description : "A photo";
}

/// <summary>Posts of this day, as the reader's own calendar has it, in earlier years.</summary>
public static class OnThisDay
{
    private const int MostYears = 120;

    /// <summary>The newest few; none of them costs one query.</summary>
    public static async Task<IReadOnlyList<Memory>> FewAsync(HouseDb db, Viewer viewer, ReaderClock clock, CancellationToken cancellation)
    {
        var days = await DaysAsync(db, viewer, clock, cancellation);
        return days.Count == 0 ? [] : await Which(days)(db.VisiblePosts(viewer)).NewestFirst(before: null).Take(3).AsNoTracking()
            .Select(post => new Memory(post.Id, post.Author.Name, post.PublishedAt, post.Html, post.Photos.OrderBy(photo => photo.Position)
                .Select(photo => new ShownPhoto(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash)).FirstOrDefault()))
            .ToListAsync(cancellation);
    }

    public static async Task<PostPage> PageAsync(HouseDb db, Viewer viewer, ReaderClock clock, PostPlace? before, CancellationToken cancellation)
    {
        var days = await DaysAsync(db, viewer, clock, cancellation);
        return days.Count == 0 ? new PostPage([], null) : await ReadPosts.PageAsync(db, viewer, before, Which(days), cancellation);
    }

    private static async Task<IReadOnlyList<Span>> DaysAsync(HouseDb db, Viewer viewer, ReaderClock clock, CancellationToken cancellation)
    {
        var first = await db.VisiblePosts(viewer).OrderBy(post => post.PublishedAt).Select(post => (DateTimeOffset?)post.PublishedAt).FirstOrDefaultAsync(cancellation);
        return first is null ? [] : [.. Days(clock.Today, clock.DayOf(first.Value).Year).Select(day => new Span(clock.StartOf(day.From), clock.StartOf(day.Until)))];
    }

    /// <summary>Where a year has no 29 February, its 28th remembers it.</summary>
    private static IEnumerable<(DateOnly From, DateOnly Until)> Days(DateOnly today, int firstYear)
    {
        var isForTwo = today is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(today.Year);
        for (var year = today.Year - 1; year >= Math.Max(firstYear, today.Year - MostYears); year--)
        {
            if (today.Day <= DateTime.DaysInMonth(year, today.Month))
            {
                var day = new DateOnly(year, today.Month, today.Day);
                yield return (day, day.AddDays(isForTwo && DateTime.IsLeapYear(year) ? 2 : 1));
            }
        }
    }

    private static Func<IQueryable<Post>, IQueryable<Post>> Which(IReadOnlyList<Span> days)
    {
        var post = Expression.Parameter(typeof(Post), "post");
        var at = Expression.Property(post, nameof(Post.PublishedAt));
        var onAny = days
            .Select(day => Expression.AndAlso(
                Expression.GreaterThanOrEqual(at, Expression.Constant(day.From)), Expression.LessThan(at, Expression.Constant(day.Until))))
            .Aggregate(Expression.OrElse);
        return posts => posts.Where(Expression.Lambda<Func<Post, bool>>(onAny, post));
    }

    private sealed record Span(DateTimeOffset From, DateTimeOffset Until);
}
