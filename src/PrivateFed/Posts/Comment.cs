using PrivateFed.Federation.RemoteActors;
using PrivateFed.Members;

namespace PrivateFed.Posts;

/// <summary>What somebody says under a post: a member here, or a follower whose server sent it. Exactly one of the two.</summary>
public sealed class Comment
{
    /// <summary>Characters of Markdown.</summary>
    public const int TextLength = 5_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PostId { get; init; }

    public Post Post { get; init; } = null!;

    /// <summary>The comment that it answers; null when it answers the post.</summary>
    public Guid? ParentId { get; init; }

    public Comment? Parent { get; init; }

    public Guid? MemberId { get; init; }

    public Member? Member { get; init; }

    public Guid? RemoteActorId { get; init; }

    /// <summary>Whether its writer is refused for good: then no query finds it.</summary>
    public bool IsHidden { get; set; }

    public RemoteActor? RemoteActor { get; init; }

    /// <summary>The Note's id on its own server; null for a member's, whose id is made of <see cref="Id"/>.</summary>
    public string? Uri { get; init; }

    /// <summary>Markdown, as the member wrote it; empty for a follower's.</summary>
    public string Text { get; set; } = "";

    /// <summary>Sanitised; what pages and other servers show.</summary>
    public required string Html { get; set; }

    /// <summary>Plain words that stand before a text which its author folded away; empty when it is open.</summary>
    public string Warning { get; set; } = "";

    /// <summary>As in HTML's lang, when its server said it.</summary>
    public string? Language { get; set; }

    /// <summary>What came with a follower's words.</summary>
    public NoteExtras? Extras { get; set; }

    public required DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>
    /// Empties the comment. Its row stays, so that whoever could see it is told that it is gone, and so that a follower's server cannot
    /// bring back what the owner took away.
    /// </summary>
    public void Delete(DateTimeOffset at)
    {
        DeletedAt ??= at;
        (Text, Html, Warning, Language, Extras) = ("", "", "", null, null);
    }
}
