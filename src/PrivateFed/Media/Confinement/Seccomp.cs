using System.Runtime.InteropServices;

namespace PrivateFed.Media.Confinement;

/// <summary>
/// Seccomp, with which a thread gives up system calls for itself and for every process that it starts: here those that open sockets, look
/// into other processes or end them. What is given up answers "not permitted" (https://docs.kernel.org/userspace-api/seccomp_filter.html).
/// </summary>
internal static class Seccomp
{
    private const int Filter = 2; // SECCOMP_MODE_FILTER

    // Offsets in struct seccomp_data
    private const uint Number = 0;
    private const uint Architecture = 4;

    // Operations of classic BPF: load a word, jump if equal, jump if greater or equal, return a constant
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort Return = 0x06;

    private const uint Allow = 0x7FFF_0000;
    private const uint KillProcess = 0x8000_0000;
    private const uint RefuseNotPermitted = 0x0005_0001; // SECCOMP_RET_ERRNO with EPERM

    /// <summary>Numbers from here on are those of the x32 interface, which would be a way around.</summary>
    private const uint FirstOfX32 = 0x4000_0000;

    // AUDIT_ARCH_*, and: socket, socketpair, connect, bind, listen, accept, ptrace, process_vm_readv, process_vm_writev, kill,
    // rt_sigqueueinfo, mount, umount2, unshare, setns, keyctl, add_key, request_key, bpf, userfaultfd, perf_event_open
    private static readonly (uint Architecture, uint[] Numbers)? Table = RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => (0xC000_003E,
            [41, 53, 42, 49, 50, 43, 101, 310, 311, 62, 129, 165, 166, 272, 308, 250, 248, 249, 321, 323, 298]),
        System.Runtime.InteropServices.Architecture.Arm64 => (0xC000_00B7,
            [198, 199, 203, 200, 201, 202, 117, 270, 271, 129, 138, 40, 39, 97, 268, 219, 217, 218, 280, 282, 241]),
        _ => null,
    };

    // The same on all: pidfd_send_signal, io_uring_setup, pidfd_open, pidfd_getfd
    private static readonly uint[] Shared = [424, 425, 434, 438];

    public static bool IsKnownHere => OperatingSystem.IsLinux() && Table is not null;

    /// <returns>False when the system refused.</returns>
    public static bool Restrict()
    {
        if (Table is not var (architecture, numbers))
        {
            return false;
        }
        uint[] refused = [.. numbers, .. Shared];
        List<Instruction> program =
        [
            new(Load, 0, 0, Architecture),
            new(JumpIfEqual, 1, 0, architecture),
            new(Return, 0, 0, KillProcess),
            new(Load, 0, 0, Number),
            new(JumpIfAtLeast, (byte)(refused.Length + 1), 0, FirstOfX32),
            .. refused.Select((number, index) => new Instruction(JumpIfEqual, (byte)(refused.Length - index), 0, number)),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, RefuseNotPermitted),
        ];
        return Install([.. program]);
    }

    private static bool Install(Instruction[] program)
    {
        var instructions = GCHandle.Alloc(program, GCHandleType.Pinned);
        var filter = GCHandle.Alloc(
            new FilterProgram { Length = (ushort)program.Length, First = instructions.AddrOfPinnedObject() }, GCHandleType.Pinned);
        try
        {
            return Linux.Prctl(Linux.SetSeccomp, Filter, filter.AddrOfPinnedObject()) == 0;
        }
        finally
        {
            filter.Free();
            instructions.Free();
        }
    }

    /// <summary>struct sock_filter</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    /// <summary>struct sock_fprog</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public nint First;
    }
}
