using System.Text.Json;

namespace PrivateFed.Media.Confinement;

/// <summary>
/// The beginning of a confined process: gives up rights for good and becomes the decoder. Linux gives them up thread by thread, and a new
/// program begins with what the thread that called it had left, so that no thread of the decoder has more.
/// </summary>
public static class Confine
{
    /// <summary>The first word of the command line.</summary>
    public const string Command = "confine";

    private const int MostOpenFiles = 256;

    // Programs and libraries, and what they read before anything else. Of /proc only where this process has its memory, and the size of the machine: other processes
    // show their settings there.
    private static readonly string[] OfTheSystem =
    [
        "/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/alternatives", "/etc/localtime", "/dev/urandom", "/dev/zero",
        "/proc/self/maps", "/proc/meminfo", "/proc/stat", "/proc/cpuinfo", "/sys/devices/system/cpu",
    ];

    private static readonly string[] Nothing = ["/dev/null"];

    /// <summary>What this machine can take away from a decoder; it runs without what is missing here.</summary>
    public static (bool Files, bool Network) Protections => (Landlock.Version > 0, Seccomp.IsKnownHere);

    /// <param name="arguments">The limits as JSON, the decoder's path, and its arguments.</param>
    /// <returns>Only when it fails, the exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var limits = JsonSerializer.Deserialize(arguments[0], DecoderLimitsJson.Default.DecoderLimits)!;
        var hasGivenUp = Limit(limits) && Linux.Prctl(Linux.SetNoNewPrivileges, 1) == 0
            && (!Protections.Files || Landlock.Restrict(
                [.. OfTheSystem, AppContext.BaseDirectory, RuntimeFolder, .. limits.Readable], [.. Nothing, .. limits.Writable]))
            && (!Protections.Network || Seccomp.Restrict());
        if (!hasGivenUp)
        {
            Console.Error.WriteLine("The system does not let decoders be confined.");
            return 1;
        }
        Linux.Execute([.. arguments.Skip(1)], Environment);
        Console.Error.WriteLine($"{arguments[1]} cannot be started.");
        return 1;
    }

    /// <summary>The folder of the .NET runtime, wherever it was installed.</summary>
    private static string RuntimeFolder =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    // Settings of the server, secrets among them, are none of a decoder's business.
    private static IReadOnlyList<string> Environment { get; } =
    [
        "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "DOTNET_EnableDiagnostics=0", "DOTNET_TieredPGO=0", "DOTNET_gcServer=0",
        "DOTNET_EnableWriteXorExecute=0", "DOTNET_GCHeapHardLimit=0x20000000",
    ];

    private static bool Limit(DecoderLimits limits) =>
        Linux.SetLimit(Linux.CoreBytes, 0) == 0
        && Linux.SetLimit(Linux.ProcessorSeconds, limits.ProcessorSeconds) == 0
        && Linux.SetLimit(Linux.DataBytes, limits.Memory) == 0
        && Linux.SetLimit(Linux.FileBytes, limits.FileSize) == 0
        && Linux.SetLimit(Linux.OpenFiles, MostOpenFiles) == 0;
}
