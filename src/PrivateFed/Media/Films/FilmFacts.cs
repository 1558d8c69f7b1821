using System.Globalization;
using System.Text.Json;

namespace PrivateFed.Media.Films;

/// <summary>What ffprobe says of a file.</summary>
/// <param name="Duration">In seconds; 0 where the file does not say.</param>
public sealed record FilmFacts(double Duration, FilmFacts.Picture? Video, FilmFacts.Sound? Audio, int StreamCount)
{
    /// <summary>Apple's tag: a date with the time zone of the place.</summary>
    private const string LocalDate = "com.apple.quicktime.creationdate";

    /// <summary>What the head of a film says in UTC.</summary>
    private const string UtcDate = "creation_time";

    /// <summary>When the camera began to record, by the clock of the place.</summary>
    private DateTimeOffset? RecordedAt { get; init; }

    /// <summary>The same where the file does not know that clock, in UTC.</summary>
    private DateTimeOffset? RecordedAtInUtc { get; init; }

    /// <summary>The fields of ffprobe that <see cref="Parse"/> reads.</summary>
    public const string Fields =
        $"format=duration:format_tags={LocalDate},{UtcDate}:stream=codec_type,codec_name,width,height,pix_fmt,color_transfer,color_space,duration:stream_disposition=attached_pic";

    /// <exception cref="JsonException">It is not what ffprobe prints.</exception>
    public static FilmFacts Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var streams = document.RootElement.TryGetProperty("streams", out var all) ? all.EnumerateArray().ToList() : [];
        var durations = streams.Select(Seconds);
        if (document.RootElement.TryGetProperty("format", out var format))
        {
            durations = durations.Append(Seconds(format));
        }
        var video = streams.Where(stream => Text(stream, "codec_type") == "video" && !IsCover(stream)).Select(Picture.Of).FirstOrDefault();
        var audio = streams.Where(stream => Text(stream, "codec_type") == "audio")
            .Select(stream => new Sound(Text(stream, "codec_name"))).FirstOrDefault();
        return new FilmFacts(durations.DefaultIfEmpty(0).Max(), video, audio, streams.Count)
        {
            RecordedAt = Moment(format, LocalDate),
            RecordedAtInUtc = Moment(format, UtcDate),
        };
    }

    /// <param name="zone">The house's: what is only known in UTC is shown by its clocks.</param>
    /// <returns>Null where the file does not say.</returns>
    public TakenAt? TakenIn(TimeZoneInfo zone) =>
        RecordedAt is { } local ? TakenAt.Of(local)
        : RecordedAtInUtc is { } utc ? TakenAt.Of(TimeZoneInfo.ConvertTime(utc, zone))
        : null;

    /// <summary>The first stream of pictures that is not the cover of a record.</summary>
    /// <param name="Width">Pixels, before turning.</param>
    /// <param name="Height">Pixels, before turning.</param>
    public sealed record Picture(string Codec, int Width, int Height, string PixelFormat, string Transfer, string ColourSpace)
    {
        public long Pixels => (long)Width * Height;

        /// <summary>Whether its brightness is encoded for screens that most people do not have: HLG or PQ.</summary>
        public bool IsHdr => Transfer is "arib-std-b67" or "smpte2084";

        internal static Picture Of(JsonElement stream) => new(Text(stream, "codec_name"), Number(stream, "width"), Number(stream, "height"),
            Text(stream, "pix_fmt"), Text(stream, "color_transfer"), Text(stream, "color_space"));
    }

    public sealed record Sound(string Codec);

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static int Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;

    private static DateTimeOffset? Moment(JsonElement format, string tag) =>
        format.ValueKind == JsonValueKind.Object && format.TryGetProperty("tags", out var tags)
        && DateTimeOffset.TryParse(Text(tags, tag), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment : null;

    private static double Seconds(JsonElement element) =>
        double.TryParse(Text(element, "duration"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && double.IsFinite(seconds) ? seconds : 0;

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition) && Number(disposition, "attached_pic") == 1;
}
