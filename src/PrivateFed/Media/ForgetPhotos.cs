using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes photos that have waited a week for their post outside of any draft, and files in the media folder that belong to no photo: a process was killed
/// between writing the files and writing the row, or between deleting the row and deleting the files.
/// </summary>
public sealed class ForgetPhotos(HouseDb db, PhotoFiles files, Settings settings, ILogger<ForgetPhotos> log)
{
    /// <summary>How long a photo waits for its post. In a draft it waits as long as the draft.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(7);

    /// <summary>Younger files may be somebody's upload of this moment.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    private const int Together = 500;

    public async Task OldAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await DropWaitingAsync(now, cancellation);
        await DeleteOrphansAsync(now, cancellation);
    }

    private async Task DropWaitingAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var left = await db.Photos.Where(photo => photo.PostId == null && photo.UploadedAt < now - Waits && !db.DraftPhotos.Any(place => place.PhotoId == photo.Id)).Select(photo => photo.Id).ToListAsync(cancellation);
        foreach (var id in left)
        {
            // Asked again: its author may have come back in this moment.
            if (await db.Photos.Where(photo => photo.Id == id && photo.PostId == null && !db.DraftPhotos.Any(place => place.PhotoId == id)).ExecuteDeleteAsync(cancellation) == 1)
            {
                files.Delete(id);
            }
        }
    }

    private async Task DeleteOrphansAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var folders = OldFolders(now).ToList();
        var orphans = new List<string>();
        foreach (var some in folders.Chunk(Together))
        {
            var ids = some.Select(folder => folder.Id).ToList();
            var known = await db.Photos.Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id).ToHashSetAsync(cancellation);
            orphans.AddRange(some.Where(folder => !known.Contains(folder.Id) || folder.Path != files.FolderOf(folder.Id)).Select(folder => folder.Path));
        }
        // A server that was started on the wrong database would find that nearly all photos are nobody's.
        if (orphans.Count * 2 > folders.Count)
        {
            log.LogWarning("{Count} of {All} folders of photos belong to no photo in this database, so none was deleted. Is it the right one?", orphans.Count, folders.Count);
            return;
        }
        orphans.ForEach(path => Directory.Delete(path, recursive: true));
    }

    /// <summary>The folders of photos, finished or not.</summary>
    private IEnumerable<(string Path, Guid Id)> OldFolders(DateTimeOffset now) =>
        from path in Directory.EnumerateDirectories(settings.MediaFolder, "??").SelectMany(Directory.EnumerateDirectories)
        where now - Directory.GetLastWriteTimeUtc(path) > Young
        let id = Guid.TryParseExact(Path.GetFileName(path).Split('.')[0], "N", out var parsed) ? parsed : Guid.Empty
        where id != Guid.Empty
        select (path, id);
}
