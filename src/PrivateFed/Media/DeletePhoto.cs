using Microsoft.EntityFrameworkCore;
using PrivateFed.Languages;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>Lists an author's unpublished photos, which they find again where they left them, and deletes one of them.</summary>
public sealed class DeletePhoto(HouseDb db, PhotoFiles files)
{
    /// <summary>
    /// Deletes an unpublished photo that is in one draft at most. No effect on somebody else's photo or one already shared.
    /// </summary>
    public async Task WaitingAsync(Guid memberId, Guid photoId, CancellationToken cancellation)
    {
        var deleted = await Unpublished(db, memberId)
            .Where(photo => photo.Id == photoId && db.DraftPhotos.Count(place => place.PhotoId == photoId) <= 1)
            .ExecuteDeleteAsync(cancellation);
        if (deleted == 1)
        {
            files.Delete(photoId);
        }
    }

    /// <summary>An author's unpublished photos, oldest upload first.</summary>
    public static Task<List<ShownPhoto>> WaitingForAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        Shown(Unpublished(db, memberId), cancellation);

    /// <summary>Unpublished photos that are in no draft: from a page that was left, or sent from the phone.</summary>
    public static Task<List<ShownPhoto>> UnpublishedOf(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        Shown(Unpublished(db, memberId).Where(photo => !db.DraftPhotos.Any(place => place.PhotoId == photo.Id)), cancellation);

    private static Task<List<ShownPhoto>> Shown(IQueryable<Photo> photos, CancellationToken cancellation) =>
        photos.OrderBy(photo => photo.UploadedAt).ThenBy(photo => photo.Id)
            .Select(photo => new ShownPhoto(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash))
            .ToListAsync(cancellation);

    private static IQueryable<Photo> Unpublished(HouseDb db, Guid memberId) =>
        db.Photos.AsNoTracking().Where(photo => photo.PostId == null && photo.UploadedById == memberId);
}
