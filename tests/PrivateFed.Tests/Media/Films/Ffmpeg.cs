using System.Diagnostics;
using System.Text.Json;

namespace PrivateFed.Tests.Media.Films;

/// <summary>ffmpeg and other judges, as they stand on this machine: they make the films of the tests, and look at what the house made.</summary>
internal static class Ffmpeg
{
    public static readonly bool IsHere = Has("ffmpeg") && Has("ffprobe");

    public static readonly bool ExiftoolIsHere = Has("exiftool");

    private static readonly Lazy<Task<byte[]>> Speaking = new(() => MakeAsync(
        "mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2", "-c:v", "libx264", "-c:a", "aac",
        "-metadata", "title=Hemma hos mormor", "-metadata", "location=+57.7000+011.9000/", "-shortest"));

    private static readonly Lazy<Task<byte[]>> SilentOne = new(() => MakeAsync(
        "mov", "-f", "lavfi", "-i", "testsrc2=s=240x320:r=25:d=1", "-c:v", "libx264"));

    private static readonly Lazy<Task<byte[]>> Said = new(() => MakeAsync("mp3", "-f", "lavfi", "-i", "sine=d=3", "-c:a", "libmp3lame"));

    private static readonly Lazy<Task<byte[]>> LongOne = new(() => MakeAsync(
        "mp4", "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=30:d=12", "-c:v", "libx264", "-preset", "ultrafast"));

    /// <summary>Two seconds of 320 by 240 with sound, a title and a place.</summary>
    public static Task<byte[]> FilmAsync() => Speaking.Value;

    /// <summary>An upright second without sound.</summary>
    public static Task<byte[]> SilentAsync() => SilentOne.Value;

    /// <summary>Three seconds of sound.</summary>
    public static Task<byte[]> VoiceAsync() => Said.Value;

    /// <summary>One that takes some seconds to prepare.</summary>
    public static Task<byte[]> LongFilmAsync() => LongOne.Value;

    public static void SkipWithout() => Assert.SkipUnless(
        IsHere || Environment.GetEnvironmentVariable("CI") == "true", "ffmpeg is not installed.");

    /// <param name="arguments">Without input safety: these are files of ours.</param>
    public static async Task<byte[]> MakeAsync(string extension, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.{extension}");
        try
        {
            await RunAsync("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments, file]);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What ffprobe says of a film, as text and as values.</summary>
    public static async Task<JsonElement> LookAsync(string file) => JsonSerializer.Deserialize<JsonElement>(
        await RunAsync("ffprobe", ["-v", "error", "-show_format", "-show_streams", "-of", "json", file]));

    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} answered {process.ExitCode}: {await error}");
        return await output;
    }

    /// <summary>A program runs, and may complain.</summary>
    public static async Task TryAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync();
    }

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
