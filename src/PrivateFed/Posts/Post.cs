using PrivateFed.Audiences;
using PrivateFed.Media;
using PrivateFed.Members;

namespace PrivateFed.Posts;

public enum Audience
{
    /// <summary>Every member and every accepted follower.</summary>
    Everyone,

    /// <summary>Only people in one of the post's circles.</summary>
    Circles,
}

/// <summary>A post: text, photos and audience.</summary>
public sealed class Post
{
    /// <summary>Characters of Markdown.</summary>
    public const int TextLength = 20_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AuthorId { get; init; }

    public Member Author { get; init; } = null!;

    /// <summary>Markdown, as the author wrote it.</summary>
    public required string Text { get; set; }

    /// <summary>Sanitised HTML made from <see cref="Text"/>; shown on pages and sent to other servers.</summary>
    public required string Html { get; set; }

    /// <summary>Null when the post is not about a life event.</summary>
    public LifeEventKind? EventKind { get; private set; }

    /// <summary>Title of the life event; may be empty.</summary>
    public string Title { get; private set; } = "";

    /// <summary>
    /// Date of the event, when it differs from the day of sharing. Looking back goes by it; notifications, other servers and the timeline
    /// go by <see cref="PublishedAt"/>.
    /// </summary>
    public DateOnly? HappenedOn { get; private set; }

    public required Audience Audience { get; init; }

    public List<Circle> Circles { get; init; } = [];

    /// <summary>Whether everybody who may see the photos may save them; the author and the owners always may.</summary>
    public bool AllowsSaving { get; set; } = true;

    public List<Photo> Photos { get; init; } = [];

    public List<Comment> Comments { get; init; } = [];

    public List<Reaction> Reactions { get; init; } = [];

    /// <summary>Earlier versions, for the author alone.</summary>
    public List<PostVersion> Versions { get; init; } = [];

    public required DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public Announcement Announcement { get; set; }

    /// <summary>With its photos loaded.</summary>
    public bool IsWaitingForFilms => Photos.Exists(photo => photo.Film is { IsSettled: false });

    public PostPlace Place => new(PublishedAt, Id);

    public LifeEvent LifeEvent
    {
        get => new(EventKind, Title, HappenedOn);
        set => (EventKind, Title, HappenedOn) = (value.Kind, value.Title, value.HappenedOn);
    }

    /// <summary>Replaces text, life event and photo descriptions, and keeps the previous version for the author.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="descriptions">By photo id; photos that are not listed keep theirs.</param>
    public void Rewrite(string text, LifeEvent lifeEvent, IReadOnlyDictionary<Guid, string> descriptions, DateTimeOffset at)
    {
        var described = Described(descriptions);
        if (IsChangedBy(text, lifeEvent, descriptions))
        {
            Versions.Add(new PostVersion
            {
                PostId = Id,
                Text = Text,
                Html = Html,
                EventKind = EventKind,
                Title = Title,
                HappenedOn = HappenedOn,
                PhotoDescriptions = Photos.ConvertAll(photo => photo.Description),
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

    /// <summary>Whether <see cref="Rewrite"/> would change anything that readers see.</summary>
    public bool IsChangedBy(string text, LifeEvent lifeEvent, IReadOnlyDictionary<Guid, string> descriptions) =>
        text != Text || lifeEvent != LifeEvent || !Described(descriptions).SequenceEqual(Photos.Select(photo => photo.Description));

    private List<string> Described(IReadOnlyDictionary<Guid, string> descriptions) =>
        Photos.ConvertAll(photo => descriptions.GetValueOrDefault(photo.Id)?.Trim() ?? photo.Description);

    /// <summary>Empties the post. The row stays, so that readers see that the post was deleted.</summary>
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
