using PrivateFed.Languages;
using PrivateFed.LookingBack;
using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>A page of posts under their days.</summary>
public sealed record PostList(PostPage Page)
{
    /// <summary>A month's name lies on a strip of this shape; a narrower photo would lose heads.</summary>
    private const double NarrowestOfMonth = 1.3;

    /// <summary>What this day was in earlier years; shown after the first day.</summary>
    public IReadOnlyList<Memory> Memories { get; init; } = [];

    /// <summary>Whether a month begins with its name, where it is not the first on the page.</summary>
    public bool HasMonths { get; init; }

    /// <summary>Whether a post is the first of its month on the page, and the one before it was in a later month.</summary>
    public bool BeginsMonth(int index, ReaderClock clock) => HasMonths && index > 0 && MonthOf(index, clock) != MonthOf(index - 1, clock);

    /// <summary>A photo for a month's name, of the posts on the page; not the one that is seen right below. Null if none is wide.</summary>
    /// <param name="index">Of the month's first post.</param>
    public ShownPhoto? PhotoOfMonth(int index, ReaderClock clock) => Page.Posts.Skip(index)
        .TakeWhile((_, after) => MonthOf(index + after, clock) == MonthOf(index, clock))
        .SelectMany(post => post.Photos).Skip(1).FirstOrDefault(photo => photo.Width >= photo.Height * NarrowestOfMonth);

    public DateOnly MonthOf(int index, ReaderClock clock)
    {
        var day = clock.DayOf(Page.Posts[index].PublishedAt);
        return new DateOnly(day.Year, day.Month, 1);
    }
}
