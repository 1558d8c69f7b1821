using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>A draft in its author's list.</summary>
public sealed record ListedDraft(
    Guid Id, string Text, LifeEventKind? Kind, string Title, int PhotoCount, string? Audience, DateTimeOffset KeptAt,
    DateTimeOffset? ShareAt, string? Trouble)
{
    private const int OpeningLength = 120;

    /// <summary>The number of photos that are shown of it.</summary>
    internal const int FirstPhotos = 4;

    public int Version { get; init; }

    public DateOnly? HappenedOn { get; init; }

    /// <summary>The first few.</summary>
    public IReadOnlyList<ShownPhoto> Photos { get; init; } = [];

    /// <summary>The beginning of the text, on one line.</summary>
    public string Opening => PlainText.Opening(MarkdownText.ToHtml(Graphemes.Truncate(Text, 4 * OpeningLength)), OpeningLength);
}

/// <summary>Reads an author's drafts, on any device. Nobody else sees them, not even an owner.</summary>
public static class ReadDrafts
{
    public static IQueryable<Draft> ByAuthor(HouseDb db, Guid authorId) => db.Drafts.Where(draft => draft.AuthorId == authorId);

    /// <summary>Scheduled drafts first, in the order of their time; then the others, newest first.</summary>
    public static async Task<IReadOnlyList<ListedDraft>> ListAsync(HouseDb db, Guid authorId, CancellationToken cancellation)
    {
        var drafts = await ByAuthor(db, authorId).AsNoTracking().Select(draft => new ListedDraft(
            draft.Id, draft.Text, draft.EventKind, draft.Title, draft.Photos.Count, draft.Audience, draft.SavedAt, draft.ShareAt,
            draft.Trouble)
        {
            Version = draft.Version,
            HappenedOn = draft.HappenedOn,
            Photos = draft.Photos.Where(place => place.Position < ListedDraft.FirstPhotos).OrderBy(place => place.Position)
                .Select(place => new ShownPhoto(
                    place.PhotoId, null, place.Position, place.Description, place.Photo.Width, place.Photo.Height,
                    place.Photo.Blurhash)).ToList(),
        }).ToListAsync(cancellation);
        return [.. drafts.OrderBy(draft => draft.ShareAt ?? DateTimeOffset.MaxValue).ThenByDescending(draft => draft.KeptAt)];
    }

    public static Task<Draft?> FindAsync(HouseDb db, Guid authorId, Guid id, CancellationToken cancellation) =>
        ByAuthor(db, authorId).Include(draft => draft.Photos.OrderBy(photo => photo.Position)).AsNoTracking()
            .SingleOrDefaultAsync(draft => draft.Id == id, cancellation);

    /// <summary>
    /// A page may send any id. An empty id or one that belongs to somebody else is replaced by a new one, so that the page does not learn
    /// whether that id exists.
    /// </summary>
    /// <returns>Null when the id can be used.</returns>
    public static async Task<Guid?> OwnIdAsync(HouseDb db, Guid authorId, Guid id, CancellationToken cancellation) =>
        id == Guid.Empty
        || await db.Posts.AnyAsync(post => post.Id == id && post.AuthorId != authorId, cancellation)
        || await db.Drafts.AnyAsync(draft => draft.Id == id && draft.AuthorId != authorId, cancellation)
            ? Guid.CreateVersion7()
            : null;
}
