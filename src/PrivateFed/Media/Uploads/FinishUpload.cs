namespace PrivateFed.Media.Uploads;

/// <summary>
/// Makes a photo or film of an upload that has arrived completely. Asked again, it is the same photo. The upload goes when the photo is
/// stored, or refused for good: a kill in between loses nothing.
/// </summary>
public sealed class FinishUpload(AddPhoto add, UploadFiles files)
{
    /// <returns>Null when there is no such upload, or some of it is missing.</returns>
    public async Task<Result<Photo>?> FinishAsync(Guid memberId, Guid id, CancellationToken cancellation)
    {
        if (files.Find(memberId, id) is not { IsComplete: true } upload)
        {
            return await add.FindAsync(memberId, id, cancellation) is { } earlier ? earlier : default(Result<Photo>?);
        }
        var photo = await add.AddFileOnceAsync(memberId, id, upload.Path, cancellation);
        // Asked twice at the same moment, the first one takes the upload away from the other.
        if (!photo.Succeeded && await add.FindAsync(memberId, id, cancellation) is { } first)
        {
            photo = first;
        }
        if (photo.Succeeded || !photo.Refusal.IsTransient)
        {
            File.Delete(upload.Path);
        }
        return photo;
    }
}
