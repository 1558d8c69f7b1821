namespace PrivateFed.Media.Films;

/// <summary>How far a film is.</summary>
public enum FilmState
{
    /// <summary>As it was sent, it waits for its turn.</summary>
    Waiting,

    Preparing,

    /// <summary>It can be played.</summary>
    Ready,

    /// <summary>It could not be prepared, and is not tried again.</summary>
    Failed,
}

/// <summary>
/// What moves or sounds of a photo: a film, whose poster the photo is, or a voice message, of which the photo is drawn. Its files are beside
/// the photo's.
/// </summary>
public sealed class Film
{
    /// <summary>The number of times that preparing it is begun.</summary>
    public const int MostAttempts = 3;

    public required Guid PhotoId { get; init; }

    public FilmState State { get; set; }

    /// <summary>Of preparing it, 0 to 1.</summary>
    public double Progress { get; set; }

    /// <summary>The attempts at preparing it that were begun, each counted before it begins.</summary>
    public int Attempts { get; set; }

    /// <summary>When the next attempt may begin.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>In seconds: as the upload says, and as it is played once it is ready.</summary>
    public required double Duration { get; set; }

    /// <summary>Pixels, upright, of what is played; 0 for a voice message.</summary>
    public required int Width { get; set; }

    public required int Height { get; set; }

    public required bool HasSound { get; set; }

    /// <summary>Whether it is sound alone.</summary>
    public required bool IsVoice { get; init; }

    /// <summary>Short and silent, it moves by itself, over and over.</summary>
    public required bool Loops { get; set; }

    /// <summary>Whether nothing about it changes any more.</summary>
    public bool IsSettled => State is FilmState.Ready or FilmState.Failed;

    /// <summary>Minutes and seconds, as players show them: 0:48.</summary>
    public string Length => $"{(int)Duration / 60}:{(int)Duration % 60:00}";

    /// <summary>The media type of what is served.</summary>
    public string MediaType => IsVoice ? "audio/mp4" : "video/mp4";
}
