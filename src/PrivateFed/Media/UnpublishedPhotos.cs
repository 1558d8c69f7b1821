using Microsoft.EntityFrameworkCore;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>Photos in no post and no comment, which their uploader finds again where they left them.</summary>
public static class UnpublishedPhotos
{
    /// <summary>An author's unpublished photos, oldest upload first.</summary>
    public static Task<List<ShownPhoto>> ListAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        ShownAsync(Query(db, memberId), cancellation);

    /// <summary>Unpublished photos that are in no draft: from a page that was left, or sent from the phone.</summary>
    public static Task<List<ShownPhoto>> ListOutsideDraftsAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        ShownAsync(Query(db, memberId).Where(photo => !db.DraftPhotos.Any(place => place.PhotoId == photo.Id)), cancellation);

    private static Task<List<ShownPhoto>> ShownAsync(IQueryable<Photo> photos, CancellationToken cancellation) =>
        photos.OrderBy(photo => photo.UploadedAt).ThenBy(photo => photo.Id)
            .Select(photo => new ShownPhoto(
                photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash)
            {
                Film = photo.Film,
            })
            .ToListAsync(cancellation);

    /// <summary>The photos that are in no post and no comment.</summary>
    public static IQueryable<Photo> Unpublished(this IQueryable<Photo> photos) =>
        photos.Where(photo => photo.PostId == null && photo.CommentId == null);

    internal static IQueryable<Photo> Query(HouseDb db, Guid memberId) =>
        db.Photos.AsNoTracking().Unpublished().Where(photo => photo.UploadedById == memberId);
}
