namespace PrivateFed.Posts;

/// <summary>What a page shows of a comment.</summary>
/// <param name="Id">Part of its address.</param>
/// <param name="PostId">Under which post.</param>
/// <param name="MemberId">Whose it is, when a member's.</param>
/// <param name="FaceId">Of the member, or of the person elsewhere.</param>
/// <param name="Author">Their name.</param>
/// <param name="Host">The server from which it came; null for a member's.</param>
/// <param name="PictureId">Of its author's picture; null when there is none.</param>
/// <param name="Html">Sanitised.</param>
/// <param name="Warning">Words before a folded text, or "".</param>
/// <param name="Language">Or null where it is not known.</param>
/// <param name="Extras">Files and polls from elsewhere.</param>
/// <param name="PublishedAt">When it was written.</param>
/// <param name="EditedAt">When it was changed.</param>
/// <param name="Answers">Whom it answers; null when it answers the post.</param>
public sealed record ShownComment(
    Guid Id, Guid PostId, Guid? MemberId, Guid FaceId, string Author, string? Host, Guid? PictureId,
    string Html, string Warning, string? Language, NoteExtras? Extras, DateTimeOffset PublishedAt, DateTimeOffset? EditedAt, string? Answers)
{
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ShownReaction> Reactions { get; init; } = [];
}

/// <summary>What a page shows of a reaction to a post, or to a comment under it.</summary>
public sealed record ShownReaction(Guid PostId, Guid? CommentId, Guid? MemberId, string Name, string Kind, DateTimeOffset At)
{
    /// <summary>The server from which it came; null for a member's.</summary>
    public string? Host { get; init; }
}
