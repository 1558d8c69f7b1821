using System.Diagnostics;
using PrivateFed.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Media;

[Trait("Database", "none")]
[Collection(nameof(MeasuredAlone))]
public class MemoryTests(ITestOutputHelper output)
{
    [Fact]
    public void An_evening_of_photos_leaves_no_memory_behind()
    {
        using var upload = new Upload(Photo());
        upload.RenderWell();
        var (before, processor, clock) = (Resident(), Processor(), Stopwatch.StartNew());

        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 4 }, number => RenderInto(upload, number));

        var (each, wall) = ((Processor() - processor) / 20, clock.Elapsed / 20);
        GC.Collect();
        var after = Resident();
        output.WriteLine(
            $"Twelve megapixels: {each.TotalMilliseconds:F0} ms of processor time, one done every {wall.TotalMilliseconds:F0} ms.");
        output.WriteLine($"Resident before {before} MB, after twenty {after} MB.");
        Assert.InRange(after - before, -1000, 60);
        Assert.True(each < TimeSpan.FromSeconds(1.5));
    }

    private static byte[] Photo()
    {
        using var photo = Drawing.Photo(4000, 3000);
        return photo.JpegsaveBuffer(q: 92);
    }

    private static void RenderInto(Upload upload, int number) =>
        Assert.True(MakeRenditions.MakeAsync(upload.File, $"{upload.Folder}-{number}", TestContext.Current.CancellationToken).GetAwaiter()
            .GetResult().Succeeded);

    // Of this process and of the decoders that it has seen end: utime, stime, cutime and cstime of proc(5), in hundredths.
    private static TimeSpan Processor() => TimeSpan.FromSeconds(
        File.ReadAllText("/proc/self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[11..15]
            .Sum(ticks => double.Parse(ticks, System.Globalization.CultureInfo.InvariantCulture)) / 100);

    private static long Resident() => Process.GetCurrentProcess().WorkingSet64 / 1_000_000;
}
