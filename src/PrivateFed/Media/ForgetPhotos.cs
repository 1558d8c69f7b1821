using Microsoft.EntityFrameworkCore;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Media;

/// <summary>
/// Deletes photos that have waited a week for their post, and files in the media folder that belong to no photo: a process was killed
/// between writing the files and writing the row, or between deleting the row and deleting the files.
/// </summary>
public sealed class ForgetPhotos(HouseDb db, PhotoFiles files, Settings settings)
{
    /// <summary>How long a photo waits for its post.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(7);

    /// <summary>Younger files may be somebody's upload of this moment.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    private const int Together = 500;

    public async Task OldAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var left = await db.Photos.Where(photo => photo.PostId == null && photo.UploadedAt < now - Waits).Select(photo => photo.Id).ToListAsync(cancellation);
        foreach (var id in left)
        {
            // Asked again: its author may have come back in this moment.
            if (await db.Photos.Where(photo => photo.Id == id && photo.PostId == null).ExecuteDeleteAsync(cancellation) == 1)
            {
                files.Delete(id);
            }
        }
        foreach (var folders in OldFolders(now).Chunk(Together))
        {
            await DeleteOrphansAsync(folders, cancellation);
        }
    }

    /// <summary>The folders of photos, finished or not.</summary>
    private IEnumerable<(string Path, Guid Id)> OldFolders(DateTimeOffset now) =>
        from path in Directory.EnumerateDirectories(settings.MediaFolder, "??").SelectMany(Directory.EnumerateDirectories)
        where now - Directory.GetLastWriteTimeUtc(path) > Young
        let id = Guid.TryParseExact(Path.GetFileName(path).Split('.')[0], "N", out var parsed) ? parsed : Guid.Empty
        where id != Guid.Empty
        select (path, id);

    private async Task DeleteOrphansAsync((string Path, Guid Id)[] folders, CancellationToken cancellation)
    {
        var ids = folders.Select(folder => folder.Id).ToList();
        var known = await db.Photos.Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id).ToHashSetAsync(cancellation);
        foreach (var (path, id) in folders)
        {
            if (!known.Contains(id) || path != files.FolderOf(id))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }
}
