using PrivateFed.Houses;

namespace PrivateFed.Media.Films;

/// <summary>How large a film may be.</summary>
internal static class FilmBounds
{
    /// <summary>Of one frame: more than 8K has.</summary>
    public const long Pixels = 40_000_000;

    /// <summary>A film of this length or less, in seconds, moves by itself when it is silent.</summary>
    public const double LoopSeconds = 10;

    /// <summary>Length in seconds beyond the limit that is a matter of rounding.</summary>
    public const int Margin = 2;

    public static int Seconds(Settings settings) => settings.FilmMinutes * 60;

    /// <summary>Refuses a frame that is too large.</summary>
    public static Refusal? RefusePixels(long pixels) => pixels <= Pixels ? null
        : new Refusal("This film is too large: {0} megapixels. Please make it smaller and send it again.", pixels / 1_000_000);

    /// <summary>Refuses a film that is too long.</summary>
    public static Refusal? RefuseLength(double seconds, Settings settings) => seconds <= Seconds(settings) + Margin ? null
        : new Refusal("This film is {0} minutes long; the limit is {1} minutes.", (long)Math.Min(Math.Ceiling(seconds / 60), 1_000_000),
            settings.FilmMinutes);

    /// <summary>Of the file as it is sent; less than one MB more is a matter of rounding.</summary>
    public static long MostBytes(Settings settings) => ((settings.FilmMegabytes + 1L) << 20) - 1;

    /// <summary>Refuses a file that is too large.</summary>
    public static Refusal? RefuseBytes(long bytes, Settings settings) => bytes <= MostBytes(settings) ? null
        : new Refusal("This film is {0} MB; the limit is {1} MB.", bytes >> 20, settings.FilmMegabytes);
}
