using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>Deletes a draft, together with photos that no other draft holds.</summary>
public sealed class DeleteDraft(HouseDb db, DeletePhoto deletePhoto)
{
    /// <summary>No effect on someone else's draft or one already shared.</summary>
    public async Task DeleteAsync(Guid authorId, Guid draftId, CancellationToken cancellation)
    {
        var photos = await ReadDrafts.ByAuthor(db, authorId).Where(draft => draft.Id == draftId)
            .SelectMany(draft => draft.Photos).Select(photo => photo.PhotoId).ToListAsync(cancellation);
        await ReadDrafts.ByAuthor(db, authorId).Where(draft => draft.Id == draftId).ExecuteDeleteAsync(cancellation);
        var others = await db.DraftPhotos.Where(photo => photos.Contains(photo.PhotoId)).Select(photo => photo.PhotoId)
            .ToListAsync(cancellation);
        foreach (var photo in photos.Except(others))
        {
            await deletePhoto.DeleteAsync(authorId, photo, cancellation);
        }
    }
}
