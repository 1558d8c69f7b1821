using Microsoft.EntityFrameworkCore;
using PrivateFed.Languages;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>Deletes one of an author's unpublished photos.</summary>
public sealed class DeletePhoto(HouseDb db, PhotoFiles files)
{
    /// <summary>
    /// Deletes an unpublished photo that is in one draft at most. No effect on somebody else's photo or one already shared.
    /// </summary>
    public async Task DeleteAsync(Guid memberId, Guid photoId, CancellationToken cancellation)
    {
        var deleted = await UnpublishedPhotos.Query(db, memberId)
            .Where(photo => photo.Id == photoId && db.DraftPhotos.Count(place => place.PhotoId == photoId) <= 1)
            .ExecuteDeleteAsync(cancellation);
        if (deleted == 1)
        {
            await files.DeleteAsync(photoId);
        }
    }
}
