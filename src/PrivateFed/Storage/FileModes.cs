using System.Runtime.InteropServices;
using PrivateFed.Houses;

namespace PrivateFed.Storage;

/// <summary>Keeps the machine's other users out of the house's files: folders are 0700 and files 0600, whatever the umask.</summary>
internal static class FileModes
{
    private const uint OwnOnly = 0b000_111_111;

    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes new files of this process accessible to its user alone, also the database, which SQLite creates.</summary>
    public static void OnlyForOwnFromNowOn()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetUmask(OwnOnly);
        }
    }

    /// <summary>
    /// Removes access that an earlier start may have given to others. Files of another user cannot be changed; the command doctor reports
    /// them.
    /// </summary>
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
            settings.Data, settings.MediaFolder, settings.UploadsFolder, settings.ResumableUploadsFolder, settings.KeyFile,
            settings.SqliteFile, settings.SqliteFile + "-wal", settings.SqliteFile + "-shm",
        }.Where(Path.Exists);

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != 0;

    // .NET has no API for the umask.
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetUmask(uint mask);
}
