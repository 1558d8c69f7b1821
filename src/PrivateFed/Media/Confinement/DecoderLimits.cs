namespace PrivateFed.Media.Confinement;

/// <summary>What a decoder may use. Beyond it, it is ended.</summary>
public sealed record DecoderLimits
{
    /// <summary>Files and folders, besides the programs and libraries of the system.</summary>
    public required IReadOnlyList<string> Readable { get; init; }

    /// <summary>Folders.</summary>
    public required IReadOnlyList<string> Writable { get; init; }

    /// <summary>On the wall clock, in seconds.</summary>
    public required int Seconds { get; init; }

    /// <summary>Of all its threads together.</summary>
    public required int ProcessorSeconds { get; init; }

    /// <summary>In bytes.</summary>
    public required long Memory { get; init; }

    /// <summary>The size of each file that it writes, in bytes.</summary>
    public required long FileSize { get; init; }
}
