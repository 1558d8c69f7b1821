namespace PrivateFed.Posts;

/// <summary>What a post said before its author changed it. It is shown to the author alone, and goes with the post.</summary>
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

    /// <summary>Of its photos, in their order; "" where there was none.</summary>
    public required List<string> PhotoDescriptions { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required DateTimeOffset ReplacedAt { get; init; }
}
