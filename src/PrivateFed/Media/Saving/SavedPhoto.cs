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

    public static SavedPhoto Of(Photo photo, SavedPost post) => new(photo.Id, photo.Position, post, HasNumber: photo.PostId is not null)
    {
        Film = photo.Film is { State: FilmState.Ready } film ? film : null,
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
    /// When the post was published, by the reader's clock, or noon of its own date; a second later for each photo, so that an app that
    /// sorts by date keeps their order.
    /// </summary>
    public static DateTimeOffset DateOf(SavedPhoto photo, SavedPost post, ReaderClock clock)
    {
        var day = post.HappenedOn is { } own && own != clock.DayOf(post.PublishedAt) ? own : (DateOnly?)null;
        var moment = day is { } past ? clock.MomentOf(past.ToDateTime(Noon)) : post.PublishedAt;
        return clock.InZone(moment.AddSeconds(photo.Position));
    }
}
