using PrivateFed.Audiences;
using PrivateFed.Media;
using PrivateFed.Members;

namespace PrivateFed.Posts;

public enum Audience
{
    /// <summary>Every member, and every follower who was let in.</summary>
    Everyone,

    /// <summary>Only who is in one of the post's circles.</summary>
    Circles,
}

/// <summary>What an author tells: words, photos, and who sees it.</summary>
public sealed class Post
{
    /// <summary>Characters of Markdown.</summary>
    public const int TextLength = 20_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AuthorId { get; init; }

    public Member Author { get; init; } = null!;

    /// <summary>Markdown, as the author wrote it.</summary>
    public required string Text { get; set; }

    /// <summary>Made from <see cref="Text"/>, sanitised; what pages and other servers show.</summary>
    public required string Html { get; set; }

    public required Audience Audience { get; init; }

    public List<Circle> Circles { get; init; } = [];

    public List<Photo> Photos { get; init; } = [];

    public List<Comment> Comments { get; init; } = [];

    public List<Reaction> Reactions { get; init; } = [];

    public required DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public PostPlace Place => new(PublishedAt, Id);

    /// <summary>Empties the post. Its row stays, so that whoever could see it is told that it is gone.</summary>
    public void Delete(DateTimeOffset at)
    {
        DeletedAt ??= at;
        Text = "";
        Html = "";
        Photos.Clear();
        Reactions.Clear();
    }
}
