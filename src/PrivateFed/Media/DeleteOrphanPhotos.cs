using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes photos that have been unpublished and in no draft for a week, and files in the media folder that belong to no photo. The latter
/// are left when a process is killed between writing the files and the row, or between deleting the row and the files.
/// </summary>
public sealed class DeleteOrphanPhotos(HouseDb db, PhotoFiles files, Settings settings, ILogger<DeleteOrphanPhotos> log)
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
                files.Delete(id);
            }
        }
    }

    private async Task DeleteOrphansAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var folders = OldFolders(now).ToList();
        var orphans = new List<string>();
        foreach (var batch in folders.Chunk(BatchSize))
        {
            var ids = batch.Select(folder => folder.Id).ToList();
            var known = await db.Photos.Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id).ToHashSetAsync(cancellation);
            orphans.AddRange(batch.Where(folder => !known.Contains(folder.Id) || folder.Path != files.FolderOf(folder.Id))
                .Select(folder => folder.Path));
        }
        // On the wrong database nearly every photo would seem to be an orphan.
        if (orphans.Count * 2 > folders.Count)
        {
            log.LogWarning(
                "{Count} of {All} folders of photos belong to no photo in this database, so none was deleted. Is it the right one?",
                orphans.Count, folders.Count);
            return;
        }
        orphans.ForEach(path => Directory.Delete(path, recursive: true));
    }

    /// <summary>The folders of photos, finished or not, old enough to be deleted.</summary>
    private IEnumerable<(string Path, Guid Id)> OldFolders(DateTimeOffset now) =>
        from path in Directory.EnumerateDirectories(settings.MediaFolder, "??").SelectMany(Directory.EnumerateDirectories)
        where now - Directory.GetLastWriteTimeUtc(path) > MinimumAge
        let id = Guid.TryParseExact(Path.GetFileName(path).Split('.')[0], "N", out var parsed) ? parsed : Guid.Empty
        where id != Guid.Empty
        select (path, id);
}
