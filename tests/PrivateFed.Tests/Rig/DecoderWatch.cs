using System.Globalization;

namespace PrivateFed.Tests.Rig;

/// <summary>Looks at the decoders at work every few milliseconds: how many there are at once, and what memory they take that is theirs alone.</summary>
internal sealed class DecoderWatch : IAsyncDisposable
{
    private readonly string _path;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _looking;

    private DecoderWatch(string path)
    {
        _path = path;
        _looking = Task.Run(LookAsync);
    }

    public int MostAtOnce { get; private set; }

    /// <summary>Of all of them together, at the worst moment seen.</summary>
    public double PeakMegabytes { get; private set; }

    /// <param name="path">On the decoders' command line: other tests have decoders, too.</param>
    public static DecoderWatch Of(string path) => new(path);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
    }

    private async Task LookAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var sizes = Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
                .Select(MegabytesOf).OfType<double>().ToList();
            MostAtOnce = Math.Max(MostAtOnce, sizes.Count);
            PeakMegabytes = Math.Max(PeakMegabytes, sizes.Sum());
            await Task.Delay(2);
        }
    }

    /// <returns>Null for a process that is no such decoder, or has ended meanwhile.</returns>
    private double? MegabytesOf(string folder)
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(folder, "cmdline"));
            return command.Contains(_path, StringComparison.Ordinal) && command.Contains("make-pictures", StringComparison.Ordinal)
                ? double.Parse(
                    File.ReadLines(Path.Combine(folder, "status")).Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
                        .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
