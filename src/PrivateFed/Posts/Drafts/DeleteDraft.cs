using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>An author drops a draft, and with it the photos that waited in it and in no other.</summary>
public sealed class DeleteDraft(HouseDb db, DeletePhoto deletePhoto)
{
    /// <summary>Of what is another's, or was shared already, nothing happens.</summary>
    public async Task DeleteAsync(Guid authorId, Guid draftId, CancellationToken cancellation)
    {
        var photos = await ReadDrafts.Of(db, authorId).Where(draft => draft.Id == draftId)
            .SelectMany(draft => draft.Photos).Select(photo => photo.PhotoId).ToListAsync(cancellation);
        await ReadDrafts.Of(db, authorId).Where(draft => draft.Id == draftId).ExecuteDeleteAsync(cancellation);
        var others = await db.DraftPhotos.Where(photo => photos.Contains(photo.PhotoId)).Select(photo => photo.PhotoId).ToListAsync(cancellation);
        foreach (var photo in photos.Except(others))
        {
            await deletePhoto.WaitingAsync(authorId, photo, cancellation);
        }
    }
}
