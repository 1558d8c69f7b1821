using PrivateFed.Languages;
using PrivateFed.Media.Films;

namespace PrivateFed.Media.Saving;

/// <summary>A photo that is saved, with what its name and date are made of.</summary>
/// <param name="Position">Among the photos of its post, from 0.</param>
/// <param name="Post">The post, or the comment, that it came with.</param>
/// <param name="HasNumber">False where there is only one: in a comment, and before it is published.</param>
public sealed record SavedPhoto(Guid Id, int Position, SavedPost Post, bool HasNumber)
{
    /// <summary>Set where the photo is the picture of a film or a voice message that can be played: that is saved then.</summary>
    public Film? Film { get; init; }

    /// <summary>When it was taken; null when that is not known.</summary>
    public TakenAt? Taken { get; init; }

    public static SavedPhoto Of(Photo photo, SavedPost post) => new(photo.Id, photo.Position, post, HasNumber: photo.PostId is not null)
    {
        Film = photo.Film is { State: FilmState.Ready } film ? film : null,
        Taken = photo.Taken,
    };
}

/// <summary>The post, or the comment, of photos that are saved.</summary>
/// <param name="Html">Its words; may be empty.</param>
/// <param name="HappenedOn">Its own date, if it has one.</param>
public sealed record SavedPost(Guid Id, string Title, string Html, DateOnly? HappenedOn, DateTimeOffset PublishedAt);

/// <summary>The date with which a photo is saved.</summary>
public static class SavedDate
{
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>
    /// When the photo was taken. Where that is not known, the date of its post, a second later for each photo, so that an app that sorts by
    /// date keeps their order.
    /// </summary>
    public static TakenAt DateOf(SavedPhoto photo, ReaderClock clock) =>
        photo.Taken ?? new(DateOf(photo.Post, clock).DateTime.AddSeconds(photo.Position), Offset: null);

    /// <summary>When the post was published, by the reader's clock, or noon of its own date.</summary>
    public static DateTimeOffset DateOf(SavedPost post, ReaderClock clock)
    {
        var day = post.HappenedOn is { } own && own != clock.DayOf(post.PublishedAt) ? own : (DateOnly?)null;
        return clock.InZone(day is { } past ? clock.MomentOf(past.ToDateTime(Noon)) : post.PublishedAt);
    }

    /// <summary>The moment at which the photo was taken; where its clock's time zone is not known, the reader's is taken for it.</summary>
    public static DateTimeOffset MomentOf(TakenAt date, ReaderClock clock) => date.Offset is { } offset
        ? new(date.Clock, offset) : clock.InZone(clock.MomentOf(date.Clock));
}
