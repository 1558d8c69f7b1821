using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using PrivateFed.Houses;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Files that root makes may be closed to the server, which runs as somebody else.</summary>
internal static class RootWarning
{
    private const int StatxSize = 256;
    private const int StatxUidAt = 20;
    private const int CurrentFolder = -100;
    private const uint WantUid = 0x8;

    public static string? For(Settings settings) =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && OwnerOf(settings.Data) is > 0 and var owner
            ? $"Warning: this runs as root, but {settings.Data} belongs to the user with id {owner}, and the server may be unable to change what root makes. Better: sudo -u '#{owner}' ..."
            : null;

    /// <summary>The user id of a path's owner; null when it is not there, or the system does not tell.</summary>
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

    // .NET tells a file's mode, but not whose it is.
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] status);
}
