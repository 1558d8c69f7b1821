using Microsoft.EntityFrameworkCore;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>Photos that wait for their post: an author finds them again where they were left, and may drop one.</summary>
public sealed class DropPhoto(HouseDb db, PhotoFiles files)
{
    /// <summary>Deletes a photo that no post has taken; of what is another's or was shared already nothing happens.</summary>
    public async Task WaitingAsync(Guid memberId, Guid photoId, CancellationToken cancellation)
    {
        var dropped = await Waiting(db, memberId).Where(photo => photo.Id == photoId).ExecuteDeleteAsync(cancellation);
        if (dropped == 1)
        {
            files.Delete(photoId);
        }
    }

    /// <summary>An author's photos that no post has taken yet, in the order in which they came.</summary>
    public static Task<List<ShownPhoto>> WaitingForAsync(HouseDb db, Guid memberId, CancellationToken cancellation) =>
        Waiting(db, memberId).OrderBy(photo => photo.UploadedAt).ThenBy(photo => photo.Id)
            .Select(photo => new ShownPhoto(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash))
            .ToListAsync(cancellation);

    private static IQueryable<Photo> Waiting(HouseDb db, Guid memberId) =>
        db.Photos.AsNoTracking().Where(photo => photo.PostId == null && photo.UploadedById == memberId);
}
