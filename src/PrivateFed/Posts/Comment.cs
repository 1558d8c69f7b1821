using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media;
using PrivateFed.Members;

namespace PrivateFed.Posts;

/// <summary>A comment on a post, by a member or by a follower on another server; exactly one of the two is set.</summary>
public sealed class Comment
{
    /// <summary>Characters of Markdown.</summary>
    public const int TextLength = 5_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PostId { get; init; }

    public Post Post { get; init; } = null!;

    /// <summary>The comment that this one answers; null when it answers the post.</summary>
    public Guid? ParentId { get; init; }

    public Comment? Parent { get; init; }

    public Guid? MemberId { get; init; }

    public Member? Member { get; init; }

    public Guid? RemoteActorId { get; init; }

    /// <summary>True when the author is blocked; a query filter then excludes the comment.</summary>
    public bool IsHidden { get; set; }

    public RemoteActor? RemoteActor { get; init; }

    /// <summary>Id of the Note on its own server; null for a member's comment, whose id is derived from <see cref="Id"/>.</summary>
    public string? Uri { get; init; }

    /// <summary>Markdown, as the member wrote it; empty for a follower's.</summary>
    public string Text { get; set; } = "";

    /// <summary>Sanitised; what pages and other servers show.</summary>
    public required string Html { get; set; }

    /// <summary>Content warning, as plain text; empty when there is none.</summary>
    public string Warning { get; set; } = "";

    /// <summary>Language tag as in HTML's lang; null when the server sent none.</summary>
    public string? Language { get; set; }

    /// <summary>The one photo that a member's comment may carry.</summary>
    public Photo? Photo { get; set; }

    /// <summary>Files and poll that came with a follower's comment.</summary>
    public NoteExtras? Extras { get; set; }

    public required DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>
    /// Empties the comment. The row stays, so that readers see that the comment was deleted, and so that a follower's server cannot bring
    /// back what the owner removed.
    /// </summary>
    public void Delete(DateTimeOffset at)
    {
        DeletedAt ??= at;
        (Text, Html, Warning, Language, Extras) = ("", "", "", null, null);
    }
}
