using PrivateFed.Media;
using PrivateFed.Posts;

namespace PrivateFed.Search;

/// <summary>
/// What can be found: the words of a post, of a comment, or of a photo's description. <see cref="SearchIndexInterceptor"/> keeps it in step with them, and
/// each database an index of the words (migration SearchIndex).
/// </summary>
public sealed class SearchEntry
{
    public long Id { get; init; }

    /// <summary>Of the post, comment or photo.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>By which the gate knows who may find it.</summary>
    public required Guid PostId { get; init; }

    public Post Post { get; init; } = null!;

    public Guid? CommentId { get; init; }

    public Comment? Comment { get; init; }

    public Guid? PhotoId { get; init; }

    public Photo? Photo { get; init; }

    /// <summary>When it was said: results come newest first.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>As <see cref="FoldWords"/> makes them.</summary>
    public required string Words { get; set; }
}
