using System.Runtime.InteropServices;

namespace PrivateFed.Storage;

/// <summary>Gives a file a second name, so that it can be put in its place and is still where it was if the process is killed.</summary>
internal static class HardLink
{
    /// <summary>Moves the file instead where the file system knows no second names.</summary>
    /// <exception cref="IOException">The file is not there, or the place is taken.</exception>
    public static void CreateOrMove(string file, string place)
    {
        if (OperatingSystem.IsWindows() || Link(file, place) != 0)
        {
            File.Move(file, place);
        }
    }

    // .NET has no API for it.
    [DllImport("libc", EntryPoint = "link", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string place);
}
