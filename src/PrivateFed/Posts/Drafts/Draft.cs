using PrivateFed.Media;
using PrivateFed.Members;

namespace PrivateFed.Posts.Drafts;

/// <summary>
/// A post that is not shared yet, visible to its author alone. The post takes the draft's id when it is shared, so that one draft becomes
/// one post, however often somebody taps and however many processes share it.
/// </summary>
public sealed class Draft
{
    public const int AudienceLength = 40;

    public required Guid Id { get; init; }

    public required Guid AuthorId { get; init; }

    public Member Author { get; init; } = null!;

    /// <summary>Markdown.</summary>
    public string Text { get; set; } = "";

    public LifeEventKind? EventKind { get; private set; }

    public string Title { get; private set; } = "";

    public DateOnly? HappenedOn { get; private set; }

    /// <summary>"everyone", or the id of a circle that may no longer exist; null while nothing is chosen.</summary>
    public string? Audience { get; set; }

    /// <summary>As <see cref="Post.AllowsSaving"/>.</summary>
    public bool AllowsSaving { get; set; } = true;

    public List<DraftPhoto> Photos { get; init; } = [];

    /// <summary>Incremented with every change; a page that has an older version must not overwrite the draft.</summary>
    public int Version { get; set; }

    /// <summary>
    /// Id of the open page that wrote last. That page is never out of date, although its requests may arrive out of order.
    /// </summary>
    public Guid WrittenOn { get; set; }

    /// <summary>Per-page sequence number of the last request saved.</summary>
    public int Turn { get; set; }

    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>When the draft is to be published automatically; null when its author will do that.</summary>
    public DateTimeOffset? ShareAt { get; private set; }

    /// <summary>
    /// When the next attempt is due: at first <see cref="ShareAt"/>, later a time at which another process tries again in case this one
    /// died.
    /// </summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Attempts that began and did not finish (<see cref="Storage.Attempts"/>).</summary>
    public int Attempts { get; private set; }

    /// <summary>Text of the refusal when automatic publishing failed; null when nothing went wrong.</summary>
    public string? Trouble { get; private set; }

    public LifeEvent LifeEvent
    {
        get => new(EventKind, Title, HappenedOn);
        set => (EventKind, Title, HappenedOn) = (value.Kind, value.Title, value.HappenedOn);
    }

    /// <param name="at">Null cancels the schedule.</param>
    public void ShareLater(DateTimeOffset? at) => (ShareAt, DueAt, Attempts, Trouble) = (at, at, 0, null);

    /// <summary>Automatic publishing failed: the draft stays, with the reason.</summary>
    public void FailPublishing(Refusal why) => (ShareAt, DueAt, Attempts, Trouble) = (null, null, 0, why.Words);
}

/// <summary>A photo's position in a draft. While a draft holds it, an unpublished photo is kept as long as the draft.</summary>
public sealed class DraftPhoto
{
    public required Guid DraftId { get; init; }

    public required Guid PhotoId { get; init; }

    public Photo Photo { get; init; } = null!;

    public required int Position { get; set; }

    public required string Description { get; set; }
}
