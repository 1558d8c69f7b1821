using PrivateFed.Media;
using PrivateFed.Posts;

namespace PrivateFed.Search;

/// <summary>
/// A searchable text: that of a post, of a comment, or of a photo's description. <see cref="SearchIndexInterceptor"/> keeps it up to date,
/// and each database has its own index of the words (migration SearchIndex).
/// </summary>
public sealed class SearchEntry
{
    public long Id { get; init; }

    /// <summary>Id of the post, comment or photo.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>The post that decides who may find the entry.</summary>
    public required Guid PostId { get; init; }

    public Post Post { get; init; } = null!;

    public Guid? CommentId { get; init; }

    public Comment? Comment { get; init; }

    public Guid? PhotoId { get; init; }

    public Photo? Photo { get; init; }

    /// <summary>When the source was published: results are ordered newest first.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Folded by <see cref="FoldWords"/>.</summary>
    public required string Words { get; set; }
}
