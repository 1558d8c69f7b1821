using PrivateFed.Houses;

namespace PrivateFed.Media.Films;

/// <summary>
/// Finds the programs that films are made with. They are looked for whenever they are needed, so that films work as soon as ffmpeg is
/// installed.
/// </summary>
public sealed class FilmPrograms(Settings settings)
{
    public static readonly Refusal Missing = new(
        "Films can't be taken yet: ffmpeg isn't installed on the server. Please ask whoever runs the server to install it.");

    public bool AreHere => Find("ffmpeg") is not null && Find("ffprobe") is not null;

    /// <summary>ffmpeg behind everything else that the machine does: pages come first.</summary>
    internal IReadOnlyList<string> Ffmpeg => Find("nice") is { } nice ? [nice, "-n", "15", PathOf("ffmpeg")] : [PathOf("ffmpeg")];

    internal string Ffprobe => PathOf("ffprobe");

    /// <summary>Folders that these programs are in, and not below: they may be installed somewhere of their own.</summary>
    internal IReadOnlyList<string> Folders =>
        [.. new[] { Find("ffmpeg"), Find("ffprobe") }.OfType<string>().Select(file => Path.GetDirectoryName(file)!).Distinct()];

    private string PathOf(string program) => Find(program) ?? throw new IOException($"{program} is not installed any more.");

    private string? Find(string program) =>
        settings.ProgramFolders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
