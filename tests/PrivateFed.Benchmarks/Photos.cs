using System.Diagnostics;

namespace PrivateFed.Benchmarks;

/// <summary>
/// How long an author waits for a photo: from the request to the answer, with all renditions made. The yardstick for a JPEG is
/// vipsthumbnail, which makes files of the same sizes.
/// </summary>
internal static class Photos
{
    private static readonly (int Edge, string File)[] Outputs =
    [
        (4096, "full.jpg[Q=88,optimize_coding]"), (2400, "large.webp[Q=80]"), (1200, "medium.webp[Q=80]"), (480, "small.webp[Q=80]"),
    ];

    public static async Task RunAsync(int times)
    {
        await using var house = await HouseProcess.StartAsync(trustedCertificate: null);
        using var mara = await Author.SignInAsync(house);
        var folder = Directory.CreateTempSubdirectory("privatefed-photos-").FullName;
        try
        {
            var large = await PhotoAsync(folder, 6000, 4000);
            await mara.UploadAsync(large);
            var ours = await BestAsync(times, () => UploadTimeAsync(mara, large));
            var theirs = await BestAsync(times, () => ThumbnailTimeAsync(large, folder));
            Console.WriteLine($"24 megapixels: {ours:N2} s here, {theirs:N2} s with vipsthumbnail: {ours / theirs:N2} times");

            var medium = await PhotoAsync(folder, 4000, 3000);
            var heic = Path.Combine(folder, "photo.heic");
            await Tool.RunAsync("heif-enc", "-q", "60", medium, "-o", heic);
            var asJpeg = await BestAsync(times, () => UploadTimeAsync(mara, medium));
            var asHeic = await BestAsync(times, () => UploadTimeAsync(mara, heic));
            Console.WriteLine($"12 megapixels: {asJpeg:N2} s as JPEG, {asHeic:N2} s as HEIC: {asHeic / asJpeg:N2} times");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A picture with shapes of every size and some noise, as photos have them.</summary>
    private static async Task<string> PhotoAsync(string folder, int width, int height)
    {
        var file = Path.Combine(folder, $"{width}.jpg");
        await Tool.RunAsync("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", $"mandelbrot=size={width}x{height}:end_pts=5,noise=alls=12",
            "-frames:v", "1", "-q:v", "3", file);
        return file;
    }

    private static async Task<double> BestAsync(int times, Func<Task<TimeSpan>> measure)
    {
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            best = Math.Min(best, (await measure()).TotalSeconds);
        }
        return best;
    }

    private static async Task<TimeSpan> UploadTimeAsync(Author author, string file)
    {
        var began = Stopwatch.GetTimestamp();
        await author.UploadAsync(file);
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<TimeSpan> ThumbnailTimeAsync(string photo, string folder)
    {
        var whole = TimeSpan.Zero;
        foreach (var (edge, file) in Outputs)
        {
            whole += await Tool.RunAsync("vipsthumbnail", photo, "--size", $"{edge}x{edge}>", "-o", Path.Combine(folder, file));
        }
        return whole;
    }
}
