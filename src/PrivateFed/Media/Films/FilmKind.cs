using PrivateFed.Media.Pictures;

namespace PrivateFed.Media.Films;

/// <summary>
/// A container of films or sound, told by a file's first bytes. Its name and the type that a browser announces are claims, and are ignored.
/// ffmpeg is told to read the file as this kind and no other: left to guess, it takes a playlist for a film, and opens what the playlist
/// names.
/// </summary>
/// <param name="Demuxer">The part of ffmpeg that reads it.</param>
/// <param name="Formats">The names of that part, separated by commas.</param>
internal sealed record FilmKind(string Demuxer, string Formats)
{
    private const int BytesToTell = 16;

    public static readonly FilmKind Mov = new("mov", "mov,mp4,m4a,3gp,3g2,mj2");

    private static readonly FilmKind Matroska = new("matroska", "matroska,webm");
    private static readonly FilmKind Avi = new("avi", "avi");
    private static readonly FilmKind Ogg = new("ogg", "ogg");
    private static readonly FilmKind Mp3 = new("mp3", "mp3");
    private static readonly FilmKind Aac = new("aac", "aac");
    private static readonly FilmKind Amr = new("amr", "amr");

    /// <summary>Major brands with which pictures begin in the container of MP4: HEIF, AVIF, Canon's raw format.</summary>
    private static readonly string[] PictureBrands =
        ["mif1", "mif2", "msf1", "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "avif", "avis", "miaf", "crx ", "jxl "];

    /// <returns>Null if the bytes begin like no film.</returns>
    private static FilmKind? Of(ReadOnlySpan<byte> start) =>
        start.Length < BytesToTell ? null
        : IsMov(start) ? Mov
        : start.StartsWith([(byte)0x1A, (byte)0x45, (byte)0xDF, (byte)0xA3]) ? Matroska
        : start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("AVI "u8) ? Avi
        : start.StartsWith("OggS"u8) ? Ogg
        : start.StartsWith("ID3"u8) || (start[0] == 0xFF && start[1] is 0xFB or 0xF3 or 0xF2) ? Mp3
        : start[0] == 0xFF && start[1] is 0xF1 or 0xF9 ? Aac
        : start.StartsWith("#!AMR"u8) ? Amr
        : null;

    /// <returns>Null for a picture, too: both may be in the container of MP4.</returns>
    public static async Task<FilmKind?> OfFileAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        var start = new byte[PictureKind.BytesToTell];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        return PictureKind.Refuse(start.AsSpan(0, length)) is null ? null : Of(start.AsSpan(0, length));
    }

    private static bool IsMov(ReadOnlySpan<byte> start)
    {
        var box = start[4..8];
        return box.SequenceEqual("moov"u8) || box.SequenceEqual("wide"u8) || box.SequenceEqual("free"u8) || box.SequenceEqual("mdat"u8)
            || box.SequenceEqual("skip"u8)
            || (box.SequenceEqual("ftyp"u8) && !PictureBrands.Contains(System.Text.Encoding.Latin1.GetString(start[8..12])));
    }
}
