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

    /// <summary>Null for an ordinary day.</summary>
    public LifeEventKind? EventKind { get; private set; }

    /// <summary>Of a life event; may be empty.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The day of which it tells, when that is not the day on which it was shared. Looking back goes by it; news, other servers and the timeline go by <see cref="PublishedAt"/>.</summary>
    public DateOnly? HappenedOn { get; private set; }

    public required Audience Audience { get; init; }

    public List<Circle> Circles { get; init; } = [];

    public List<Photo> Photos { get; init; } = [];

    public List<Comment> Comments { get; init; } = [];

    public List<Reaction> Reactions { get; init; } = [];

    /// <summary>What it said before it was changed.</summary>
    public List<PostVersion> Versions { get; init; } = [];

    public required DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public PostPlace Place => new(PublishedAt, Id);

    public LifeEvent LifeEvent
    {
        get => new(EventKind, Title, HappenedOn);
        set => (EventKind, Title, HappenedOn) = (value.Kind, value.Title, value.HappenedOn);
    }

    /// <summary>The author says it in other words; what it said is kept for them.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="lifeEvent">Kind, title and own date.</param>
    /// <param name="descriptions">By photo; photos that are not named keep theirs.</param>
    /// <param name="at">When.</param>
    public void Rewrite(string text, LifeEvent lifeEvent, IReadOnlyDictionary<Guid, string> descriptions, DateTimeOffset at)
    {
        var described = Photos.ConvertAll(photo => descriptions.GetValueOrDefault(photo.Id)?.Trim() ?? photo.Description);
        var said = Photos.ConvertAll(photo => photo.Description);
        if (text != Text || lifeEvent != LifeEvent || !described.SequenceEqual(said))
        {
            Versions.Add(new PostVersion
            {
                PostId = Id,
                Text = Text,
                Html = Html,
                EventKind = EventKind,
                Title = Title,
                HappenedOn = HappenedOn,
                PhotoDescriptions = said,
                WrittenAt = Versions.Count == 0 ? PublishedAt : Versions.Max(version => version.ReplacedAt),
                ReplacedAt = at,
            });
        }
        (Text, Html, LifeEvent, EditedAt) = (text, MarkdownText.ToHtml(text), lifeEvent, at);
        foreach (var (photo, description) in Photos.Zip(described))
        {
            photo.Description = description;
        }
    }

    /// <summary>Empties the post. Its row stays, so that whoever could see it is told that it is gone.</summary>
    public void Delete(DateTimeOffset at)
    {
        DeletedAt ??= at;
        Text = "";
        Html = "";
        LifeEvent = LifeEvent.None;
        Photos.Clear();
        Reactions.Clear();
        Versions.Clear();
    }
}
