using PrivateFed.Houses;
using PrivateFed.Jobs;

namespace PrivateFed.Media;

/// <summary>
/// Deletes uploads that were being worked on when a process was killed. They are as they came, with the places where they were taken, so
/// they must not stay. What is younger than ten minutes may still be somebody's.
/// </summary>
public sealed class ForgetUploads(Settings settings, TimeProvider clock, ILogger<ForgetUploads> log) : PeriodicWork(clock, log)
{
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(10);

    protected override Task WorkAsync(CancellationToken cancellation)
    {
        // Earlier versions of the house kept some of them beside the photos.
        foreach (var left in FilesOf(settings.MediaFolder, $"{AddPhoto.UploadPrefix}*").Concat(FilesOf(settings.UploadsFolder, "*")))
        {
            Forget(left);
        }
        return Task.CompletedTask;
    }

    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(Young, Clock, cancellation);

    // An operator may move a folder away while the house runs.
    private static IEnumerable<string> FilesOf(string folder, string pattern) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];

    private void Forget(string file)
    {
        try
        {
            if (Clock.GetUtcNow() - File.GetLastWriteTimeUtc(file) > Young)
            {
                File.Delete(file);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Log.LogWarning(problem, "An upload that was left over could not be deleted; it is tried again in ten minutes");
        }
    }
}
