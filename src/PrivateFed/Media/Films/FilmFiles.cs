using PrivateFed.Media.Storing;

namespace PrivateFed.Media.Films;

/// <summary>The files of a film beside those of its photo.</summary>
public static class FilmFiles
{
    /// <summary>At most 1080 lines; of a voice message, its sound.</summary>
    public const string Large = "film.mp4";

    /// <summary>480 lines, for slow lines and for servers that take no large files.</summary>
    public const string Small = "film-small.mp4";

    /// <summary>The upload, with all that a phone wrote into it. It is never served, and deleted when the film is ready.</summary>
    public const string Source = "film.source";

    /// <summary>Mastodon takes films of 99 MB.</summary>
    private const long MostForServers = 95_000_000;

    /// <summary>The larger one that other servers take.</summary>
    public static async Task<StoredFile?> FindForServersAsync(this PhotoFiles files, Guid mediaId, CancellationToken cancellation)
    {
        var large = await files.FindAsync(mediaId, Large, cancellation);
        return large?.Length > MostForServers ? await files.FindAsync(mediaId, Small, cancellation) ?? large : large;
    }
}
