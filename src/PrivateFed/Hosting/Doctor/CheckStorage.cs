using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks the data folder: it exists, is writable, has free space and is closed to other users.</summary>
internal static class CheckStorage
{
    private const string Name = "storage";
    private const long LowSpace = 2L << 30;
    private const long CriticalSpace = 200L << 20;

    public static Finding Run(Settings settings)
    {
        if (!Directory.Exists(settings.Data))
        {
            return Finding.Problem(Name, $"The folder {settings.Data} doesn't exist.",
                "Start the server once, run this in the folder where the server was started, or set PrivateFed__Data to the same value as "
                    + "for the server.");
        }
        if (WhyNotWritable(settings.Data) is { } why)
        {
            return Finding.Problem(Name, $"Can't write to the folder {settings.Data}: {why}",
                "Run this as the server's user; if the server can't write there either, give its user the folder with chown.");
        }
        var free = new DriveInfo(settings.Data).AvailableFreeSpace;
        if (free < LowSpace)
        {
            var says = $"Only {free >> 20:N0} MB left for {settings.Data}.";
            const string advice =
                "Free up some space or move the data to a larger disk: a photo takes about 5 MB, and on a full disk nothing works any "
                    + "more.";
            return free < CriticalSpace ? Finding.Problem(Name, says, advice) : Finding.Warning(Name, says, advice);
        }
        return FileModes.FirstOpenToOthers(settings) is { } open
            ? Finding.Warning(Name, $"Other users on this machine have access to {open}, where the family's photos or keys are.",
                $"chmod -R go= {open}")
            : Finding.Ok(Name, $"{settings.Data} is writable, closed to other users, and has {free >> 30:N0} GB free.");
    }

    private static string? WhyNotWritable(string folder)
    {
        try
        {
            using var probe = File.Create(Path.Combine(folder, $".doctor-{Guid.CreateVersion7():N}"), 1, FileOptions.DeleteOnClose);
            probe.WriteByte(1);
            probe.Flush();
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return problem.Message;
        }
    }
}
