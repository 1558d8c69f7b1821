using Microsoft.EntityFrameworkCore;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>Photos that wait for their post: an author finds them again where they were left, and may drop one.</summary>
public sealed class DeletePhoto(HouseDb db, PhotoFiles files)
{
    /// <summary>Deletes a photo that no post has taken and that stands in one draft at most; of what is another's or was shared already nothing happens.</summary>
    public async Task WaitingAsync(Guid memberId, Guid photoId, CancellationToken cancellation)
    {
        var dropped = await Waiting(db, memberId).Where(photo => photo.Id == photoId && db.DraftPhotos.Count(place => place.PhotoId == photoId) <= 1).ExecuteDeleteAsync(cancellation);
        if (dropped == 1)
        {
            files.Delete(photoId);
        }
    }

    /// <summary>An author's photos that no post has taken yet, in the order in which they came.</summary>
    public static Task<List<ShownPhoto>> WaitingForAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        Shown(Waiting(db, memberId), cancellation);

    /// <summary>Those of them that stand in no draft: a page that was left, or a photo that came from the phone.</summary>
    public static Task<List<ShownPhoto>> UnpublishedOf(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        Shown(Waiting(db, memberId).Where(photo => !db.DraftPhotos.Any(place => place.PhotoId == photo.Id)), cancellation);

    private static Task<List<ShownPhoto>> Shown(IQueryable<Photo> photos, CancellationToken cancellation) =>
        photos.OrderBy(photo => photo.UploadedAt).ThenBy(photo => photo.Id)
            .Select(photo => new ShownPhoto(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash))
            .ToListAsync(cancellation);

    private static IQueryable<Photo> Waiting(HouseDb db, Guid memberId) =>
        db.Photos.AsNoTracking().Where(photo => photo.PostId == null && photo.UploadedById == memberId);
}
