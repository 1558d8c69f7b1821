using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using PrivateFed.Houses;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>
/// Warns when the command runs as root: the server, which runs as another user, may be unable to open files that root creates.
/// </summary>
internal static class RootWarning
{
    private const int StatxSize = 256;
    private const int StatxUidAt = 20;
    private const int CurrentFolder = -100;
    private const uint WantUid = 0x8;

    public static string? For(Settings settings) =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && OwnerOf(settings.Data) is > 0 and var owner
            ? $"Warning: this is running as root, but {settings.Data} belongs to the user with id {owner}, "
                + "and the server may not be able to change files that root creates. "
                + $"Better: sudo -u '#{owner}' ..."
            : null;

    /// <summary>User id of a path's owner; null when the path does not exist or the system cannot tell.</summary>
    private static uint? OwnerOf(string path)
    {
        var status = new byte[StatxSize];
        try
        {
            return Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, WantUid, status) == 0
                ? BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(StatxUidAt))
                : null;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    // .NET exposes a file's mode, but not its owner.
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] status);
}
