using PrivateFed.Houses;
using PrivateFed.Media.Pictures;

namespace PrivateFed.Media.Films;

/// <summary>What an uploaded film is, with the picture that stands for it.</summary>
/// <param name="Duration">In seconds.</param>
/// <param name="Poster">A file.</param>
internal sealed record UploadedFilm(FilmFacts Facts, double Duration, string Poster)
{
    public bool IsVoice => Facts.Video is null;

    /// <param name="poster">As the renditions were made of it: the film will have its shape.</param>
    public Film For(Guid photoId, Rendered poster, DateTimeOffset now) => new()
    {
        PhotoId = photoId,
        DueAt = now,
        Duration = Duration,
        Width = IsVoice ? 0 : poster.Width,
        Height = IsVoice ? 0 : poster.Height,
        HasSound = Facts.Audio is not null,
        IsVoice = IsVoice,
        Loops = Facts.Audio is null && Duration <= FilmBounds.LoopSeconds,
    };
}

/// <summary>
/// Looks at an uploaded film while its sender waits: whether it is one, whole, and not too large. What takes longer is done later
/// (<see cref="PrepareFilm"/>).
/// </summary>
public sealed class ReadFilm(FilmProcess process, FilmPrograms programs, Settings settings)
{
    private const int Seconds = 120;
    private const long PosterBytes = 64 * 1024 * 1024;

    private static readonly SemaphoreSlim Slots = new(2, 2);

    private static readonly Refusal Damaged = new(
        "This film is damaged or was cut off along the way. Please choose it again; if that doesn't help, the file itself is broken.");

    private static readonly Refusal NotAFilm = new("This isn't a film we can show. MP4, MOV, WebM and 3GP work.");

    /// <param name="folder">Exists; the poster is written there.</param>
    internal async Task<Result<UploadedFilm>> ReadAsync(FilmKind kind, string file, string folder, CancellationToken cancellation)
    {
        if (!programs.AreHere)
        {
            return FilmPrograms.Missing;
        }
        if (FilmBounds.RefuseBytes(new FileInfo(file).Length, settings) is { } tooLarge)
        {
            return tooLarge;
        }
        await Slots.WaitAsync(cancellation);
        try
        {
            return await LookAsync(kind, file, folder, cancellation);
        }
        finally
        {
            Slots.Release();
        }
    }

    private async Task<Result<UploadedFilm>> LookAsync(FilmKind kind, string file, string folder, CancellationToken cancellation)
    {
        if (kind == FilmKind.Mov && FilmBounds.RefusePixels(MovieTracks.MostPixels(file)) is { } tooLarge)
        {
            return tooLarge;
        }
        if (await process.ProbeAsync(kind, file, cancellation) is not { } facts)
        {
            return Damaged;
        }
        if (Refuse(facts) is { } refusal)
        {
            return refusal;
        }
        var isWhole = await process.RunAsync(
            FilmCommands.ReadThrough(kind, file, facts, folder), file, folder, Seconds, PosterBytes, cancellation) is null;
        var read = FilmProcess.SecondsDone(folder);
        if (FilmBounds.RefuseLength(read, settings) is { } tooLong)
        {
            return tooLong;
        }
        const string Poster = "poster.png";
        var picture = facts.Video is null ? FilmCommands.Waveform(kind, file, folder, Poster)
            : FilmCommands.Poster(kind, file, facts, folder, Poster);
        var poster = Path.Combine(folder, Poster);
        return isWhole && await process.RunAsync(picture, file, folder, Seconds, PosterBytes, cancellation) is null && File.Exists(poster)
            // A recorder in a browser does not know the length when it begins to write.
            ? new UploadedFilm(facts, facts.Duration > 0 ? facts.Duration : read, poster) : Damaged;
    }

    private Refusal? Refuse(FilmFacts facts) => facts switch
    {
        { Video: null, Audio: null } => NotAFilm,
        { Video: { } video } when !FilmCommands.Codecs.Contains(video.Codec) => NotAFilm,
        { Audio: { } audio } when !FilmCommands.Codecs.Contains(audio.Codec) => NotAFilm,
        { Video.Pixels: 0 } => Damaged,
        { Video: { } video } when FilmBounds.RefusePixels(video.Pixels) is { } tooLarge => tooLarge,
        _ => FilmBounds.RefuseLength(facts.Duration, settings),
    };
}
