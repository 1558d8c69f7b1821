using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace PrivateFed.Media.Confinement;

/// <summary>The system calls of Linux that take rights away from the calling thread, and from every process that it starts.</summary>
internal static class Linux
{
    // Of the system call table that all architectures share since 2019 (uapi/asm-generic/unistd.h).
    public const int LandlockCreateRuleset = 444;
    public const int LandlockAddRule = 445;
    public const int LandlockRestrictSelf = 446;

    public const int SetNoNewPrivileges = 38; // PR_SET_NO_NEW_PRIVS of prctl
    public const int SetSeccomp = 22; // PR_SET_SECCOMP of prctl

    // RLIMIT_* of asm-generic/resource.h
    public const int ProcessorSeconds = 0;
    public const int FileBytes = 1;
    public const int DataBytes = 2;
    public const int CoreBytes = 4;
    public const int OpenFiles = 7;

    private const string C = "libc";

    // O_PATH | O_CLOEXEC of fcntl.h: a handle to name a file by, not to read it.
    private const int OpenPath = 0x20_0000 | 0x8_0000;

    /// <returns>A handle, or -1 when there is no such file.</returns>
    public static int OpenForRule(string path) => open(path, OpenPath);

    public static void Close(int handle) => _ = close(handle);

    public static long Call(int number, nint first = 0, nint second = 0, nint third = 0, nint fourth = 0) =>
        syscall(number, first, second, third, fourth);

    /// <returns>0 when it succeeded.</returns>
    public static int Prctl(int option, nint argument, nint more = 0) => prctl(option, argument, more, 0, 0);

    /// <summary>Becomes another program. Returns only when that fails.</summary>
    /// <param name="arguments">The program's own path first.</param>
    /// <param name="environment">NAME=value.</param>
    public static void Execute(IReadOnlyList<string> arguments, IReadOnlyList<string> environment) =>
        _ = execve(arguments[0], [.. arguments, null], [.. environment, null]);

    /// <returns>0 when it succeeded.</returns>
    public static int SetLimit(int resource, long limit) => setrlimit(resource, [limit, limit]);

    [DllImport(C, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Globalization", "CA2101", Justification = "UTF-8, as Linux has it.")]
    [SuppressMessage("Style", "IDE1006", Justification = "The name in libc.")]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport(C, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Style", "IDE1006", Justification = "The name in libc.")]
    private static extern int close(int handle);

    [DllImport(C, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Style", "IDE1006", Justification = "The name in libc.")]
    private static extern long syscall(long number, nint first, nint second, nint third, nint fourth);

    [DllImport(C, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Style", "IDE1006", Justification = "The name in libc.")]
    private static extern int prctl(int option, nint second, nint third, nint fourth, nint fifth);

    [DllImport(C, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Globalization", "CA2101", Justification = "UTF-8, as Linux has it.")]
    [SuppressMessage("Style", "IDE1006", Justification = "The name in libc.")]
    private static extern int execve(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] arguments,
        [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] environment);

    [DllImport(C, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Style", "IDE1006", Justification = "The name in libc.")]
    private static extern int setrlimit(int resource, long[] limits);
}
