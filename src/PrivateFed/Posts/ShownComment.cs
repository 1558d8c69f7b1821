namespace PrivateFed.Posts;

/// <summary>A comment as pages show it.</summary>
/// <param name="MemberId">The author's, when a member; otherwise null.</param>
/// <param name="FaceId">Id of the member or remote actor who wrote it.</param>
/// <param name="Author">Name of the author.</param>
/// <param name="Host">The author's server; null for a member's.</param>
/// <param name="PictureId">Id of the author's picture; null when there is none.</param>
/// <param name="Html">Sanitised.</param>
/// <param name="Warning">Content warning, or "".</param>
/// <param name="Language">Null when unknown.</param>
/// <param name="Extras">Files and polls from another server.</param>
/// <param name="Answers">Name of the author whose comment this one answers; null when it answers the post.</param>
public sealed record ShownComment(
    Guid Id, Guid PostId, Guid? MemberId, Guid FaceId, string Author, string? Host, Guid? PictureId,
    string Html, string Warning, string? Language, NoteExtras? Extras, DateTimeOffset PublishedAt, DateTimeOffset? EditedAt,
    string? Answers)
{
    /// <summary>The photo that a member's comment carries; null when there is none.</summary>
    public ShownPhoto? Photo { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ShownReaction> Reactions { get; init; } = [];
}

/// <summary>A reaction to a post or to a comment on it, as pages show it.</summary>
public sealed record ShownReaction(Guid PostId, Guid? CommentId, Guid? MemberId, string Name, string Kind, DateTimeOffset At)
{
    /// <summary>The author's server; null for a member's.</summary>
    public string? Host { get; init; }
}
