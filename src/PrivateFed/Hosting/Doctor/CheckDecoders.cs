using PrivateFed.Media.Confinement;
using PrivateFed.Media.Films;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks that films can be taken, and that decoders of what people send can be confined.</summary>
internal static class CheckDecoders
{
    private const string FilmsName = "films";
    private const string ConfinementName = "decoders";

    public static Finding Films(FilmPrograms programs) => programs.AreHere
        ? Finding.Ok(FilmsName, "ffmpeg and ffprobe are installed; films and voice messages can be taken.")
        : Finding.Warning(FilmsName, "ffmpeg and ffprobe aren't installed, so films and voice messages are refused with a sentence.",
            "sudo apt install ffmpeg (or your system's package for it). The server finds it by itself.");

    public static Finding Confinement() => Confine.Protections switch
    {
        (true, true) => Finding.Ok(ConfinementName,
            "Photos and films are decoded in processes that reach no network and no files but their own (Landlock, seccomp)."),
        var (files, network) => Finding.Warning(ConfinementName,
            $"The processes that decode photos and films can't be kept from {(files, network) switch
            {
                (false, false) => "other files and the network",
                (false, true) => "other files",
                _ => "the network",
            }} on this machine; limits on memory and time still hold.",
            files ? "Run the server on Linux on x86-64 or arm64."
                : "Use Linux 5.13 or newer with Landlock turned on (landlock in the kernel's lsm=)."),
    };
}
