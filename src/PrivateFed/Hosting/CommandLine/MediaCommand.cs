using System.CommandLine;
using System.Globalization;
using PrivateFed.Houses;
using PrivateFed.Media.Storing;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Moves the files of photos and films between the media folder and the bucket.</summary>
internal static class MediaCommand
{
    private static readonly TimeSpan PrintInterval = TimeSpan.FromSeconds(2);

    public static Command Make() => new("media", "Where the files of photos and films are kept.") { MakeMove() };

    private static Command MakeMove()
    {
        var to = new Option<string>("--to") { Description = "Where they are to be kept.", Required = true };
        to.AcceptOnlyFromAmong("bucket", "folder");
        var command = new Command(
            "move",
            "Moves all photos and films to the bucket of the settings, or back to the data folder, while the house is open. Each file is "
                + "copied, read back and compared before the old one is deleted. Interrupted and started again, it goes on. "
                + "Example: PrivateFed media move --to bucket")
        {
            to,
        };
        command.InHouse(async (parsed, house, cancellation) =>
        {
            var place = parsed.GetValue(to) == "bucket" ? MediaPlace.Bucket : MediaPlace.Folder;
            var moved = await ActivatorUtilities.CreateInstance<MoveMedia>(house).MoveAsync(place, Printer(), cancellation);
            return moved.Succeeded
                ? $"Done: {Files(moved.Value.Files)}, {Megabytes(moved.Value.Bytes)}. New photos are kept in the {parsed.GetValue(to)}."
                : moved.Refusal;
        });
        return command;
    }

    private static Action<MoveProgress> Printer()
    {
        var printed = TimeProvider.System.GetTimestamp();
        return progress =>
        {
            if (TimeProvider.System.GetElapsedTime(printed) >= PrintInterval)
            {
                printed = TimeProvider.System.GetTimestamp();
                Console.Error.WriteLine($"{progress.Files:N0} of {Files(progress.AllFiles)}, {Megabytes(progress.Bytes)} of "
                    + Megabytes(progress.AllBytes));
            }
        };
    }

    private static string Files(long count) => count == 1 ? "1 file" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} files");

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");
}
