using PrivateFed.Posts;
using PrivateFed.Posts.Drafts;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>The fields of the composer, sent with every button.</summary>
public sealed record WritingForm
{
    /// <summary>Chosen when the page is opened: the id of the draft, and later of the post.</summary>
    public Guid DraftId { get; init; }

    /// <summary>The draft's version; 0 while it has not been saved.</summary>
    public int Version { get; init; }

    /// <summary>Identifies this page among others on which the same draft is open.</summary>
    public Guid Page { get; init; }

    /// <summary>Sequence number of the requests of this page.</summary>
    public int Turn { get; init; }

    public string Text { get; init; } = "";

    public LifeEventKind? Kind { get; init; }

    public string Title { get; init; } = "";

    public DateOnly? HappenedOn { get; init; }

    /// <summary>In display order.</summary>
    public List<Guid> PhotoIds { get; init; } = [];

    public Dictionary<Guid, string> Descriptions { get; init; } = [];

    /// <summary>When the files of photos were last changed, as far as the browser knows.</summary>
    public Dictionary<Guid, DateOnly> FileDays { get; init; } = [];

    /// <summary>As <see cref="Post.AllowsSaving"/>; null for what the house does.</summary>
    public bool? AllowsSaving { get; init; }

    /// <summary>"everyone", or a circle's id.</summary>
    public string? Audience { get; init; }

    /// <summary>In the author's time zone; null when it is not to be published automatically.</summary>
    public DateTime? ShareAt { get; init; }

    public LifeEvent LifeEvent => new(Kind, Title, HappenedOn);

    public string DescriptionOf(Guid photoId) => Descriptions.GetValueOrDefault(photoId) ?? "";

    public DraftContents ToDraft() =>
        new(DraftId, Version, Page, Turn, Text, LifeEvent, Audience, [.. PhotoIds.Select(id => new DescribedPhoto(id, DescriptionOf(id)))])
        {
            AllowsSaving = AllowsSaving,
        };

    /// <summary>An empty composer.</summary>
    public static WritingForm New(IEnumerable<Guid> photos) =>
        new() { DraftId = Guid.CreateVersion7(), Page = Guid.NewGuid(), Audience = NewPost.Everyone, PhotoIds = [.. photos] };

    public static WritingForm Of(Draft draft) => new()
    {
        DraftId = draft.Id,
        Version = draft.Version,
        Page = Guid.NewGuid(),
        Text = draft.Text,
        Kind = draft.EventKind,
        Title = draft.Title,
        HappenedOn = draft.HappenedOn,
        AllowsSaving = draft.AllowsSaving,
        Audience = draft.Audience,
        PhotoIds = [.. draft.Photos.Select(photo => photo.PhotoId)],
        Descriptions = draft.Photos.ToDictionary(photo => photo.PhotoId, photo => photo.Description),
    };
}
