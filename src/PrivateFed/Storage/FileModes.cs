using System.Runtime.InteropServices;
using PrivateFed.Houses;

namespace PrivateFed.Storage;

/// <summary>Keeps other users of the machine out of the house's files: folders are 0700, files 0600, whatever the umask of whoever starts it.</summary>
internal static class FileModes
{
    private const uint OwnOnly = 0b000_111_111;

    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What this process makes from now on is for its user alone: the database, which SQLite opens by itself, and pictures.</summary>
    public static void OnlyForOwnFromNowOn()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetUmask(OwnOnly);
        }
    }

    /// <summary>Takes from others what an earlier start may have given them. What belongs to another user cannot be changed; doctor tells of it.</summary>
    public static void Close(Settings settings)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        foreach (var path in Closed(settings).Where(IsOpenToOthers))
        {
            try
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~OfOthers);
            }
            catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
            {
                continue;
            }
        }
    }

    /// <summary>The first of the house's files and folders that others may use; null when there is none.</summary>
    public static string? FirstOpenToOthers(Settings settings) => Closed(settings).FirstOrDefault(IsOpenToOthers);

    private static IEnumerable<string> Closed(Settings settings) =>
        OperatingSystem.IsWindows() ? [] : new[]
        {
            settings.Data, settings.MediaFolder, settings.UploadsFolder, settings.KeyFile,
            settings.SqliteFile, settings.SqliteFile + "-wal", settings.SqliteFile + "-shm",
        }.Where(Path.Exists);

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != 0;

    // .NET has no way to say it once for all files.
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetUmask(uint mask);
}
