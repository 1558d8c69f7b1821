using System.Runtime.InteropServices;

namespace PrivateFed.Media;

/// <summary>
/// Sees to it that the pixels of a finished picture go back to the system. glibc keeps what was freed for the next allocation, in a
/// heap for each thread: after an evening of photos a quiet house would hold 400 MB of nothing. Other C libraries need no reminder.
/// </summary>
internal static class GlibcHeap
{
    private const string Glibc = "libc.so.6";

    // M_MMAP_THRESHOLD of malloc.h. Setting it also ends its growing with use, after which even pixels would come from the heaps.
    private const int LargeBlocksAlone = -3;

    private static readonly bool Needed = OperatingSystem.IsLinux() && Offered(() => SetOption(LargeBlocksAlone, 128 * 1024));

    public static void GiveBack()
    {
        if (Needed)
        {
            _ = Trim(0);
        }
    }

    private static bool Offered(Func<int> call)
    {
        try
        {
            return call() == 1;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [DllImport(Glibc, EntryPoint = "mallopt", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);

    [DllImport(Glibc, EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint keptBytes);
}
