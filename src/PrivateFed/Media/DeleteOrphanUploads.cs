using PrivateFed.Houses;
using PrivateFed.Jobs;
using PrivateFed.Media.Uploads;

namespace PrivateFed.Media;

/// <summary>
/// Deletes uploads that were in progress when a process was killed. They still hold their metadata, such as where a photo was taken, so
/// they must not stay. Files younger than ten minutes may still be in use. Uploads that arrive in several requests have longer.
/// </summary>
public sealed class DeleteOrphanUploads(
    Settings settings, UploadFiles resumable, TimeProvider clock, ILogger<DeleteOrphanUploads> log) : PeriodicWork(clock, log)
{
    private static readonly TimeSpan MinimumAge = TimeSpan.FromMinutes(10);

    protected override Task WorkAsync(CancellationToken cancellation)
    {
        // Earlier versions kept some of them beside the photos.
        foreach (var file in FilesOf(settings.MediaFolder, $"{AddPhoto.UploadPrefix}*").Concat(FilesOf(settings.UploadsFolder, "*")))
        {
            DeleteIfOld(file);
        }
        foreach (var folder in Directory.Exists(settings.UploadsFolder) ? Directory.EnumerateDirectories(settings.UploadsFolder) : [])
        {
            DeleteIfOld(folder);
        }
        resumable.DeleteExpired();
        return Task.CompletedTask;
    }

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(MinimumAge, Clock, cancellation);

    // An operator may move a folder away while the house runs.
    private static IEnumerable<string> FilesOf(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];

    private void DeleteIfOld(string path)
    {
        try
        {
            if (Clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) <= MinimumAge)
            {
                return;
            }
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Log.LogWarning(problem, "A leftover upload could not be deleted; it is tried again in ten minutes");
        }
    }
}
