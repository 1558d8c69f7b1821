using System.Runtime.InteropServices;

namespace PrivateFed.Media.Confinement;

/// <summary>
/// Landlock, a part of Linux since 5.13 with which a thread gives up files: what is not below one of the named paths cannot be opened any
/// more, by this thread or by a process that it starts (https://docs.kernel.org/userspace-api/landlock.html).
/// </summary>
internal static class Landlock
{
    private const int AskForVersion = 1; // LANDLOCK_CREATE_RULESET_VERSION
    private const int PathBeneath = 1; // LANDLOCK_RULE_PATH_BENEATH

    // LANDLOCK_ACCESS_FS_*
    private const ulong Execute = 1 << 0;
    private const ulong WriteFile = 1 << 1;
    private const ulong ReadFile = 1 << 2;
    private const ulong ReadFolder = 1 << 3;
    private const ulong Truncate = 1 << 14;
    private const ulong FirstVersion = (1 << 13) - 1;

    // LANDLOCK_ACCESS_NET_BIND_TCP and _CONNECT_TCP, LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET and _SIGNAL
    private const ulong Network = 3;
    private const ulong Scopes = 3;

    private const ulong Reading = Execute | ReadFile | ReadFolder;

    // What can be allowed for a file that is no folder.
    private const ulong OfFile = Execute | ReadFile | WriteFile | Truncate | (1 << 15);

    /// <summary>The version that the running system knows; 0 when it has none, or does not let us.</summary>
    public static int Version { get; } = OperatingSystem.IsLinux()
        ? (int)Math.Max(0, Linux.Call(Linux.LandlockCreateRuleset, 0, 0, AskForVersion)) : 0;

    /// <summary>Takes every other file away from the calling thread, and the network where the system knows how.</summary>
    /// <returns>False when the system refused.</returns>
    public static bool Restrict(IEnumerable<string> readable, IEnumerable<string> writable)
    {
        var handled = new RulesetAttributes
        {
            Files = AllRights,
            Network = Version >= 4 ? Network : 0,
            Scopes = Version >= 6 ? Scopes : 0,
        };
        var size = Version >= 6 ? 24 : Version >= 4 ? 16 : 8;
        var ruleset = (int)WithPointer(handled, pointer => Linux.Call(Linux.LandlockCreateRuleset, pointer, size));
        if (ruleset < 0)
        {
            return false;
        }
        try
        {
            return readable.All(path => Allow(ruleset, path, Reading))
                && writable.All(path => Allow(ruleset, path, AllRights & ~Execute))
                && Linux.Call(Linux.LandlockRestrictSelf, ruleset) == 0;
        }
        finally
        {
            Linux.Close(ruleset);
        }
    }

    /// <summary>Reading, writing, making, deleting and moving: 13 rights, and those of later versions.</summary>
    private static ulong AllRights => FirstVersion | (Version >= 2 ? 1UL << 13 : 0) | (Version >= 3 ? Truncate : 0)
        | (Version >= 5 ? 1UL << 15 : 0);

    /// <summary>A path that does not exist needs no rule.</summary>
    private static bool Allow(int ruleset, string path, ulong rights)
    {
        var handle = Linux.OpenForRule(path);
        if (handle < 0)
        {
            return true;
        }
        try
        {
            var allowed = rights & AllRights & (Directory.Exists(path) ? ulong.MaxValue : OfFile);
            var rule = new PathRule { Allowed = allowed, Handle = handle };
            return WithPointer(rule, pointer => Linux.Call(Linux.LandlockAddRule, ruleset, PathBeneath, pointer)) == 0;
        }
        finally
        {
            Linux.Close(handle);
        }
    }

    private static long WithPointer<T>(T value, Func<nint, long> call)
        where T : struct
    {
        var pointer = Marshal.AllocHGlobal(Marshal.SizeOf<T>());
        try
        {
            Marshal.StructureToPtr(value, pointer, fDeleteOld: false);
            return call(pointer);
        }
        finally
        {
            Marshal.FreeHGlobal(pointer);
        }
    }

    /// <summary>struct landlock_ruleset_attr</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct RulesetAttributes
    {
        public ulong Files;
        public ulong Network;
        public ulong Scopes;
    }

    /// <summary>struct landlock_path_beneath_attr, which is packed.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct PathRule
    {
        public ulong Allowed;
        public int Handle;
    }
}
