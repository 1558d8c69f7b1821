using PrivateFed.Posts;
using PrivateFed.Posts.Drafts;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>What stands in the composer, and travels with every press of a button.</summary>
public sealed record WritingForm
{
    /// <summary>Chosen when the page is opened: the draft's, and later the post's.</summary>
    public Guid DraftId { get; init; }

    /// <summary>Of the draft; 0 while it is not kept.</summary>
    public int Version { get; init; }

    /// <summary>Tells this page from another on which the same draft is open.</summary>
    public Guid Page { get; init; }

    /// <summary>Counts what this page has sent.</summary>
    public int Turn { get; init; }

    public string Text { get; init; } = "";

    public LifeEventKind? Kind { get; init; }

    public string Title { get; init; } = "";

    public DateOnly? HappenedOn { get; init; }

    /// <summary>In the order in which they will be shown.</summary>
    public List<Guid> PhotoIds { get; init; } = [];

    public Dictionary<Guid, string> Descriptions { get; init; } = [];

    /// <summary>"everyone", or a circle's id.</summary>
    public string? Audience { get; init; }

    /// <summary>By the author's clock; null when it is not to share itself.</summary>
    public DateTime? ShareAt { get; init; }

    public LifeEvent LifeEvent => new(Kind, Title, HappenedOn);

    public string DescriptionOf(Guid photoId) => Descriptions.GetValueOrDefault(photoId) ?? "";

    public DraftWords ToDraft() => new(DraftId, Version, Page, Turn, Text, LifeEvent, Audience, [.. PhotoIds.Select(id => new DescribedPhoto(id, DescriptionOf(id)))]);

    /// <summary>An empty page.</summary>
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
        Audience = draft.Audience,
        PhotoIds = [.. draft.Photos.Select(photo => photo.PhotoId)],
        Descriptions = draft.Photos.ToDictionary(photo => photo.PhotoId, photo => photo.Description),
    };
}
