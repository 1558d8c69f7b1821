using System.Runtime.InteropServices;

namespace PrivateFed.Hosting;

/// <summary>
/// Returns freed memory to the operating system. glibc keeps it for the next allocation, in one heap per
/// thread: after an evening of photos an idle house would hold 400 MB of unused memory. Other C libraries do not need this.
/// </summary>
internal static class GlibcHeap
{
    private const string Glibc = "libc.so.6";

    // M_MMAP_THRESHOLD of malloc.h. Setting it also stops glibc from raising it with use; otherwise even pixels would come from the heaps
    // in time.
    private const int MmapThreshold = -3;

    private static readonly bool IsGlibc = OperatingSystem.IsLinux() && Succeeds(() => SetOption(MmapThreshold, 128 * 1024));

    public static void Trim()
    {
        if (IsGlibc)
        {
            _ = Trim(0);
        }
    }

    private static bool Succeeds(Func<int> call)
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
