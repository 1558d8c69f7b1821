using System.Diagnostics;
using System.Net;

namespace PrivateFed.Benchmarks;

/// <summary>
/// How long it takes until an uploaded film can be played, from a phone's HEVC. The yardstick is ffmpeg, which makes the same two sizes
/// in one run.
/// </summary>
internal static class Films
{
    public static async Task RunAsync(int seconds)
    {
        await using var house = await HouseProcess.StartAsync(trustedCertificate: null);
        using var mara = await Author.SignInAsync(house);
        var folder = Directory.CreateTempSubdirectory("privatefed-films-").FullName;
        try
        {
            var film = Path.Combine(folder, "film.mp4");
            await Tool.RunAsync("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30,noise=alls=8:allf=t",
                "-f", "lavfi", "-i", "sine=frequency=330", "-t", $"{seconds}", "-c:v", "libx265", "-preset", "ultrafast", "-b:v", "7M",
                "-x265-params", "log-level=error", "-tag:v", "hvc1", "-c:a", "aac", film);
            var theirs = await Tool.RunAsync("ffmpeg", "-v", "error", "-i", film,
                "-filter_complex", "[0:v]format=yuv420p,split[a][b];[b]scale=854:480[c]",
                "-map", "[a]", "-map", "0:a", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", "5M", "-bufsize", "10M",
                "-c:a", "aac", "-movflags", "+faststart", Path.Combine(folder, "large.mp4"),
                "-map", "[c]", "-map", "0:a", "-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-maxrate", "900k", "-bufsize", "1800k",
                "-c:a", "aac", "-movflags", "+faststart", Path.Combine(folder, "small.mp4"));
            var began = Stopwatch.GetTimestamp();
            var id = await mara.UploadAsync(film);
            var answered = Stopwatch.GetElapsedTime(began);
            while (await mara.StatusAsync($"/photos/{id}/film.mp4") != HttpStatusCode.OK)
            {
                await Task.Delay(200);
            }
            var ours = Stopwatch.GetElapsedTime(began);
            Console.WriteLine($"{seconds} s of 1080p HEVC, {new FileInfo(film).Length / 1e6:N0} MB: answered after {answered.TotalSeconds:N1} s, "
                + $"played after {ours.TotalSeconds:N1} s; ffmpeg alone {theirs.TotalSeconds:N1} s: {ours / theirs:N2} times");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
