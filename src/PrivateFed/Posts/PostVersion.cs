namespace PrivateFed.Posts;

/// <summary>An earlier version of a post. It is shown to the author alone and is deleted with the post.</summary>
public sealed class PostVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PostId { get; init; }

    /// <summary>Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>Sanitised, as it was shown.</summary>
    public required string Html { get; init; }

    public LifeEventKind? EventKind { get; init; }

    public required string Title { get; init; }

    public DateOnly? HappenedOn { get; init; }

    /// <summary>One for each photo, in order; "" for a photo without one.</summary>
    public required List<string> PhotoDescriptions { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required DateTimeOffset ReplacedAt { get; init; }
}
