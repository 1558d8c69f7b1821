using PrivateFed.Demo.Pictures;
using PrivateFed.Media.Films;
using PrivateFed.Media.Storing;

namespace PrivateFed.Demo;

/// <summary>
/// Makes the family's film and their voice message with ffmpeg, from drawn pictures and counted tones: nothing in the demo was recorded.
/// </summary>
internal sealed class DemoRecordings(FilmProcess process, FilmPrograms programs, MediaStorage storage)
{
    private const int MostSeconds = 60;
    private const long MostBytes = 8_000_000;

    /// <summary>Of one note of the lullaby, in seconds.</summary>
    private const double Beat = 0.42;

    // Each layer of rain moves by a part of the picture's height from frame to frame, the nearer one faster.
    private const string FallingRain =
        "[1:v]format=gbrp,split[a][b];[a]scroll=v=-0.045[far];[b]hflip,scale=iw*2:-2,crop=iw/2:ih/2,scroll=v=-0.08[near];"
        + "[0:v]format=gbrp[still];[still][far]blend=all_mode=screen[rain];[rain][near]blend=all_mode=screen,format=yuv420p[v]";

    /// <summary>The first lines of Brahms' lullaby: a note in Hz, and its length in beats.</summary>
    private static readonly (double Pitch, double Beats)[] Lullaby =
    [
        (330, 0.5), (330, 0.5), (392, 2), (330, 0.5), (330, 0.5), (392, 2), (330, 0.5), (392, 0.5), (523, 1), (494, 1), (440, 1), (440, 1),
        (392, 2),
    ];

    public bool AreHere => programs.AreHere;

    public Task<byte[]> RainAsync(CancellationToken cancellation) => MakeAsync(
        "film.mp4",
        [
            "-loop", "1", "-framerate", "25", "-i", "still.jpg", "-loop", "1", "-framerate", "25", "-i", "rain.jpg",
            "-f", "lavfi", "-i", "anoisesrc=color=pink:amplitude=0.05:seed=3", "-filter_complex", FallingRain, "-map", "[v]", "-map", "2:a",
            "-t", "6", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "20", "-c:a", "aac",
        ],
        folder =>
        {
            File.WriteAllBytes(folder.PathOf("still.jpg"), SeaScenes.JettyInTheRain());
            File.WriteAllBytes(folder.PathOf("rain.jpg"), SeaScenes.Rain());
        },
        cancellation);

    public Task<byte[]> LullabyAsync(CancellationToken cancellation)
    {
        var notes = string.Concat(Lullaby.Index().Select(note => NoteOf(note.Index, note.Item.Pitch, note.Item.Beats * Beat)));
        var together = string.Concat(Lullaby.Index().Select(note => $"[n{note.Index}]"))
            + $"concat=n={Lullaby.Length}:v=0:a=1,vibrato=f=5:d=0.15,lowpass=f=900,aecho=0.8:0.6:70:0.25[a]";
        return MakeAsync("voice.m4a", ["-filter_complex", notes + together, "-map", "[a]", "-c:a", "aac"], _ => { }, cancellation);
    }

    private static string NoteOf(int number, double pitch, double seconds) => FormattableString.Invariant(
        $"sine=f={pitch}:d={seconds},afade=d=0.06,afade=t=out:st={seconds - 0.08}:d=0.08[n{number}];");

    private async Task<byte[]> MakeAsync(string name, string[] arguments, Action<WorkFolder> prepare, CancellationToken cancellation)
    {
        using var folder = storage.CreateWorkFolder();
        prepare(folder);
        string[] whole = ["-nostdin", "-v", "error", .. arguments.Select(argument =>
            argument.EndsWith(".jpg", StringComparison.Ordinal) ? folder.PathOf(argument) : argument), folder.PathOf(name)];
        return await process.RunAsync(whole, folder.FullPath, folder.FullPath, MostSeconds, MostBytes, cancellation) is { } trouble
            ? throw new InvalidOperationException($"A recording of the demo could not be made: {trouble}")
            : await File.ReadAllBytesAsync(folder.PathOf(name), cancellation);
    }
}
