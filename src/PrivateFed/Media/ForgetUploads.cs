using PrivateFed.Operations;

namespace PrivateFed.Media;

/// <summary>
/// Deletes uploads that were being worked on when a process was killed. They are as they came, with the places where they were taken, so
/// they must not stay. What is younger than ten minutes may still be somebody's.
/// </summary>
public sealed class ForgetUploads(Settings settings, TimeProvider clock, ILogger<ForgetUploads> log) : BackgroundService
{
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Earlier versions of the house kept some of them beside the photos.
            foreach (var left in Directory.EnumerateFiles(settings.MediaFolder, $"{AddPhoto.UploadPrefix}*").Concat(Directory.EnumerateFiles(settings.UploadsFolder)))
            {
                Forget(left);
            }
            await Task.Delay(Young, clock, stoppingToken);
        }
    }

    private void Forget(string file)
    {
        try
        {
            if (clock.GetUtcNow() - File.GetLastWriteTimeUtc(file) > Young)
            {
                File.Delete(file);
            }
        }
        catch (IOException problem)
        {
            log.LogWarning(problem, "An upload that was left over could not be deleted; it is tried again in ten minutes");
        }
    }
}
