using System.Globalization;
using System.Text.Json;
using PrivateFed.Media.Confinement;

namespace PrivateFed.Media.Films;

/// <summary>Runs ffprobe and ffmpeg in confined processes: they read one file, and write to one folder.</summary>
public sealed class FilmProcess(FilmPrograms programs)
{
    private const int ProbeSeconds = 20;
    private const long ProbeMemory = 1_000_000_000;

    /// <summary>4K takes 500 MB.</summary>
    private const long Memory = 2_500_000_000;

    /// <summary>The longest end of the progress file that is read: it is added to every second.</summary>
    private const int ProgressBytes = 2_000;

    private const string TimeField = "out_time_us=";

    /// <returns>Null when ffprobe cannot read it.</returns>
    internal async Task<FilmFacts?> ProbeAsync(FilmKind kind, string input, CancellationToken cancellation)
    {
        var limits = Limits([input], [], ProbeSeconds) with { Memory = ProbeMemory, FileSize = 0 };
        var ended = await ConfinedProcess.RunAsync([programs.Ffprobe, .. FilmCommands.Probe(kind, input)], limits, cancellation);
        try
        {
            return ended.ExitCode == 0 ? FilmFacts.Parse(ended.Output) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="arguments">Of ffmpeg.</param>
    /// <param name="folder">Where it may write.</param>
    /// <param name="seconds">On the wall clock; of the processors' time it gets twice as much.</param>
    /// <returns>Null when it did its work; otherwise what it complained of.</returns>
    internal async Task<string?> RunAsync(
        IEnumerable<string> arguments, string input, string folder, int seconds, long fileSize, CancellationToken cancellation)
    {
        var limits = Limits([input], [folder], seconds) with { FileSize = fileSize };
        var ended = await ConfinedProcess.RunAsync([.. programs.Ffmpeg, .. arguments], limits, cancellation);
        return ended.ExitCode == 0 ? null
            : $"It ended with {ended.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "a timeout"}: {ended.Errors}";
    }

    /// <summary>How much of the film ffmpeg has worked off, in seconds; 0 before it says so.</summary>
    internal static double SecondsDone(string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, FilmCommands.ProgressFile), FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete);
            file.Position = Math.Max(0, file.Length - ProgressBytes);
            using var reader = new StreamReader(file);
            var line = reader.ReadToEnd().Split('\n').LastOrDefault(line => line.StartsWith(TimeField, StringComparison.Ordinal));
            return long.TryParse(line?[TimeField.Length..], CultureInfo.InvariantCulture, out var microseconds)
                ? Math.Max(0, microseconds / 1e6) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private DecoderLimits Limits(IReadOnlyList<string> readable, IReadOnlyList<string> writable, int seconds) => new()
    {
        Readable = [.. readable, .. programs.Folders],
        Writable = writable,
        Seconds = seconds,
        ProcessorSeconds = 2 * seconds,
        Memory = Memory,
        FileSize = 0,
    };
}
