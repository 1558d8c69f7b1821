using System.Globalization;

namespace PrivateFed.Media.Films;

/// <summary>
/// The arguments of ffprobe and ffmpeg. Whatever a file says, only the demuxer of its kind and the named decoders open, and no protocol but
/// files; what is made has pictures in H.264 and sound in AAC, and nothing else that was in the file.
/// </summary>
internal static class FilmCommands
{
    /// <summary>The name of the file that ffmpeg writes how far it is to.</summary>
    public const string ProgressFile = "progress";

    private const int MostStreams = 32;

    // Bytes for each second, a fifth more than the bit rates below come to: beyond it the file is cut, and then refused.
    private const int LargeBytesPerSecond = 780_000;
    private const int SmallBytesPerSecond = 222_000;

    /// <summary>Decoders of what phones, cameras and messengers write.</summary>
    public static readonly IReadOnlySet<string> Codecs = new HashSet<string>(StringComparer.Ordinal)
    {
        "h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263", "mjpeg", "mpeg2video", "prores",
        "aac", "mp3", "opus", "vorbis", "flac", "alac", "ac3", "pcm_s16le", "pcm_s16be", "pcm_u8", "pcm_s24le", "amr_nb", "amr_wb",
    };

    // The same by the names of the decoders.
    private const string Decoders =
        "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,mpeg4,h263,mjpeg,mpeg2video,prores,aac,mp3,mp3float,opus,libopus,vorbis,flac,alac,ac3,"
        + "pcm_s16le,pcm_s16be,pcm_u8,pcm_s24le,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb";

    // Nothing that was in the file but pictures and sound, and no names of programs.
    private static readonly string[] Stripped =
    [
        "-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-fflags", "+bitexact", "-flags:v", "+bitexact",
        "-flags:a", "+bitexact",
        "-movflags", "+faststart", "-max_muxing_queue_size", "1024",
    ];

    private static readonly string[] Video =
    [
        "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p", "-fps_mode", "vfr",
        "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-g", "120", "-c:a", "aac", "-ac", "2",
    ];

    public static IEnumerable<string> Probe(FilmKind kind, string input) =>
    [
        "-v", "error", .. Safely(kind), "-max_pixels", $"{FilmBounds.Pixels}", "-show_entries", FilmFacts.Fields, "-of", "json", input,
    ];

    /// <summary>Reads every packet and decodes none: a film that was cut off is found out while its sender still looks.</summary>
    public static IEnumerable<string> ReadThrough(FilmKind kind, string input, FilmFacts facts, string folder) =>
    [
        .. Begin(kind, input, folder), .. facts.Video is null ? Array.Empty<string>() : ["-map", "0:v:0"],
        .. facts.Audio is null ? Array.Empty<string>() : ["-map", "0:a:0"], "-c", "copy", "-f", "null", "-",
    ];

    /// <summary>The picture that stands for a film until it is played: the most telling of its first frames.</summary>
    public static IEnumerable<string> Poster(FilmKind kind, string input, FilmFacts facts, string folder, string output) =>
    [
        .. Begin(kind, input, folder), "-filter_complex",
        $"[0:v:0]{Scale(facts.Video!, 1920, 1080)}:flags=bicubic,{ToneMap(facts.Video!)}setsar=1,format=yuv420p,thumbnail=n=24,"
            + "scale=in_color_matrix=bt709:in_range=tv,format=rgb24[p]",
        "-map", "[p]", "-frames:v", "1", "-map_metadata", "-1", "-f", "image2", "-c:v", "png", Path.Combine(folder, output),
    ];

    /// <summary>The loudness of a voice message from beginning to end, drawn.</summary>
    public static IEnumerable<string> Waveform(FilmKind kind, string input, string folder, string output) =>
    [
        .. Begin(kind, input, folder), "-filter_complex",
        "[0:a:0]aformat=channel_layouts=mono,showwavespic=s=1200x300:colors=0x9b8f86:scale=sqrt[w];color=c=0xf3eee8:s=1200x300:r=25:d=0.04[c];"
            + "[c][w]overlay=format=rgb,format=rgb24[p]",
        "-map", "[p]", "-frames:v", "1", "-map_metadata", "-1", "-f", "image2", "-c:v", "png", Path.Combine(folder, output),
    ];

    /// <summary>Both sizes of a film, decoded once.</summary>
    /// <param name="seconds">The most that is made of it.</param>
    public static IEnumerable<string> Film(FilmKind kind, string input, FilmFacts facts, int seconds, string folder)
    {
        var picture = facts.Video!;
        string[] sound = facts.Audio is null ? [] : ["-map", "0:a:0"];
        return
        [
            .. Begin(kind, input, folder), "-filter_complex",
            "[0:v:0]select='isnan(prev_selected_t)+gte(t-prev_selected_t,0.0163)',"
                + $"{Scale(picture, 1920, 1080)}:flags=bicubic,{ToneMap(picture)}setsar=1,format=yuv420p,split[a][b];"
                + $"[b]{Scale(picture with { ColourSpace = "bt709", Transfer = "" }, 854, 480)}:flags=bilinear[c]",
            "-map", "[a]", .. sound, .. Stripped, .. Video, "-crf", "23", "-maxrate", "5M", "-bufsize", "10M", "-b:a", "128k",
            "-t", Text(seconds), "-fs", Text(MostBytes(seconds)), Path.Combine(folder, FilmFiles.Large),
            "-map", "[c]", .. sound, .. Stripped, .. Video, "-crf", "26", "-maxrate", "900k", "-bufsize", "1800k", "-b:a", "96k",
            "-t", Text(seconds), "-fs", Text((long)seconds * SmallBytesPerSecond), Path.Combine(folder, FilmFiles.Small),
        ];
    }

    /// <summary>Of the larger file: there it is cut.</summary>
    public static long MostBytes(int seconds) => (long)seconds * LargeBytesPerSecond;

    /// <summary>The sound of a voice message.</summary>
    public static IEnumerable<string> Voice(FilmKind kind, string input, int seconds, string folder) =>
    [
        .. Begin(kind, input, folder), "-map", "0:a:0", "-vn", .. Stripped, "-c:a", "aac", "-b:a", "96k", "-t", Text(seconds),
        Path.Combine(folder, FilmFiles.Large),
    ];

    // Whatever does not decode ends it: a film with a hole would be noticed only when the phone is gone.
    private static IEnumerable<string> Begin(FilmKind kind, string input, string folder) =>
    [
        "-nostdin", "-hide_banner", "-v", "error", "-xerror", "-y", "-progress", Path.Combine(folder, ProgressFile), "-stats_period", "1",
        .. Safely(kind), "-max_pixels", $"{FilmBounds.Pixels}", "-i", input,
    ];

    private static IEnumerable<string> Safely(FilmKind kind) =>
    [
        "-protocol_whitelist", "file,pipe", "-format_whitelist", kind.Formats, "-codec_whitelist", Decoders,
        "-max_streams", $"{MostStreams}", "-probesize", "20000000", "-analyzeduration", "10000000", "-f", kind.Demuxer,
    ];

    // Within the edges of a frame that lies or stands, never enlarged, both edges even. The matrix is changed only where it has to be,
    // since that costs time, and never together with the tone mapping, which does it.
    private static string Scale(FilmFacts.Picture picture, int longEdge, int shortEdge)
    {
        var scale = $"scale=w='min(iw,if(gte(iw,ih),{longEdge},{shortEdge}))':h='min(ih,if(gte(iw,ih),{shortEdge},{longEdge}))'"
            + ":force_original_aspect_ratio=decrease:force_divisible_by=2";
        var isBt709 = picture.ColourSpace == "bt709" || (picture.ColourSpace is "" or "unknown" && picture.Height >= 720);
        return picture.IsHdr || isBt709 ? scale : $"{scale}:out_color_matrix=bt709:out_range=tv";
    }

    private static string ToneMap(FilmFacts.Picture picture) => picture.IsHdr
        ? "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.3:desat=0,"
            + "zscale=t=bt709:m=bt709:r=tv,format=yuv420p,"
        : "";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
