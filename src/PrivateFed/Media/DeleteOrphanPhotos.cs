using Microsoft.EntityFrameworkCore;
using PrivateFed.Media.Storing;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes photos that have been unpublished and in no draft for a week, and files that belong to no photo. The latter
/// are left when a process is killed between writing the files and the row, or between deleting the row and the files.
/// </summary>
public sealed class DeleteOrphanPhotos(HouseDb db, PhotoFiles files, MediaStorage storage, ILogger<DeleteOrphanPhotos> log)
{
    /// <summary>How long an unpublished photo is kept. In a draft it is kept as long as the draft.</summary>
    public static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(7);

    /// <summary>Younger files may be somebody's upload in progress.</summary>
    private static readonly TimeSpan MinimumAge = TimeSpan.FromDays(1);

    private const int BatchSize = 500;

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await DeleteUnpublishedAsync(now, cancellation);
        await DeleteOrphansAsync(now, cancellation);
        await storage.DeleteUnfinishedAsync(now - MinimumAge, cancellation);
    }

    private async Task DeleteUnpublishedAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var expired = await db.Photos.Unpublished()
            .Where(photo => photo.UploadedAt < now - RetentionPeriod && !db.DraftPhotos.Any(place => place.PhotoId == photo.Id))
            .Select(photo => photo.Id).ToListAsync(cancellation);
        foreach (var id in expired)
        {
            // Checked again: the author may have used the photo in this moment.
            if (await db.Photos.Unpublished().Where(photo => photo.Id == id && !db.DraftPhotos.Any(place => place.PhotoId == id))
                .ExecuteDeleteAsync(cancellation) == 1)
            {
                await files.DeleteAsync(id);
            }
        }
    }

    private async Task DeleteOrphansAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var orphans = new List<string>();
        var all = 0;
        await foreach (var batch in OldFoldersAsync(now, cancellation).Chunk(BatchSize).WithCancellation(cancellation))
        {
            var ids = batch.Select(MediaKeys.IdOf).ToList();
            var known = await db.Photos.Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id).ToHashSetAsync(cancellation);
            orphans.AddRange(batch.Where(key => !known.Contains(MediaKeys.IdOf(key)) || key != MediaKeys.PhotoFolder(MediaKeys.IdOf(key))));
            all += batch.Length;
        }
        // On the wrong database nearly every photo would seem to be an orphan.
        if (orphans.Count * 2 > all)
        {
            log.LogWarning(
                "{Count} of {All} folders of photos belong to no photo in this database, so none was deleted. Is it the right one?",
                orphans.Count, all);
            return;
        }
        foreach (var folder in orphans)
        {
            await storage.DeleteFolderAsync(folder);
        }
    }

    /// <summary>The folders of photos, finished or not, old enough to be deleted.</summary>
    private IAsyncEnumerable<string> OldFoldersAsync(DateTimeOffset now, CancellationToken cancellation) =>
        storage.ListPhotoFoldersAsync(cancellation)
            .Where(folder => now - folder.ModifiedAt > MinimumAge && MediaKeys.IdOf(folder.Key) != Guid.Empty)
            .Select(folder => folder.Key);
}
