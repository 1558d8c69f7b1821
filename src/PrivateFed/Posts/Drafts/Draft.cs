using PrivateFed.Media;
using PrivateFed.Members;

namespace PrivateFed.Posts.Drafts;

/// <summary>
/// A post that is not shared yet. It is its author's alone. When it is shared the post takes its id, so that one draft becomes one post, however
/// often somebody taps and however many processes share it.
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

    /// <summary>"everyone", or a circle's id, which may be gone by now; null while nothing is chosen.</summary>
    public string? Audience { get; set; }

    public List<DraftPhoto> Photos { get; init; } = [];

    /// <summary>Goes up with every change: who wrote on an older one must not overwrite it.</summary>
    public int Version { get; set; }

    /// <summary>The open page that wrote last. It is never behind itself, though its answers may come out of order.</summary>
    public Guid WrittenOn { get; set; }

    /// <summary>How many times that page had sent its words by then.</summary>
    public int Turn { get; set; }

    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>When it is to be shared by itself; null when its author will do that.</summary>
    public DateTimeOffset? ShareAt { get; private set; }

    /// <summary>When somebody is to try to share it: at first <see cref="ShareAt"/>, later in case a process dies with it.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>How often work on it was begun and not ended (<see cref="Storage.Attempts"/>).</summary>
    public int Attempts { get; private set; }

    /// <summary>Why it could not be shared by itself, as a refusal's words; null when nothing went wrong.</summary>
    public string? Trouble { get; private set; }

    public LifeEvent LifeEvent
    {
        get => new(EventKind, Title, HappenedOn);
        set => (EventKind, Title, HappenedOn) = (value.Kind, value.Title, value.HappenedOn);
    }

    /// <param name="at">Null stops it.</param>
    public void ShareLater(DateTimeOffset? at) => (ShareAt, DueAt, Attempts, Trouble) = (at, at, 0, null);

    /// <summary>Its time came, and it could not be shared: it stays, and says why.</summary>
    public void Stay(Refusal why) => (ShareAt, DueAt, Attempts, Trouble) = (null, null, 0, why.Words);
}

/// <summary>A waiting photo's place in a draft. While it has one, it waits as long as the draft.</summary>
public sealed class DraftPhoto
{
    public required Guid DraftId { get; init; }

    public required Guid PhotoId { get; init; }

    public Photo Photo { get; init; } = null!;

    public required int Position { get; set; }

    public required string Description { get; set; }
}
