using System.Buffers.Binary;

namespace PrivateFed.Media.Pictures;

/// <summary>Tells a file's kind by its first bytes. Its name and the type that a browser announces are claims, and are ignored.</summary>
internal static class PictureKind
{
    /// <summary>The number of bytes at a file's beginning that are enough to tell, including an ISO container's list of brands.</summary>
    public const int BytesToTell = 256;

    private static readonly Refusal Empty = new("This file is empty. Please choose the photo again.");

    private static readonly Refusal NotAPicture = new(
        "This isn't a photo we can show. JPEG, HEIC, PNG, WebP, GIF and AVIF work.");

    /// <summary>Returns null if the bytes begin like a supported picture; otherwise why they are refused.</summary>
    public static Refusal? Refuse(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return Empty;
        }

        return IsJpeg(start) || IsPng(start) || IsGif(start) || IsWebp(start) || IsAvif(start) || IsHeic(start) ? null : NotAPicture;
    }

    /// <summary>Whether the major brand marks an animated AVIF.</summary>
    public static bool IsMoving(ReadOnlySpan<byte> start) => start.Length >= 16 && start[4..12].SequenceEqual("ftypavis"u8);

    /// <summary>
    /// Sets the major brand of a still. An animated AVIF with a still inside lists that brand as a compatible one anyway.
    /// </summary>
    public static void MarkAsStill(Span<byte> moving) => "avif"u8.CopyTo(moving[8..]);

    public static bool IsJpeg(ReadOnlySpan<byte> start) => start.StartsWith([(byte)0xFF, (byte)0xD8, (byte)0xFF]);

    public static bool IsPng(ReadOnlySpan<byte> start) =>
        start.Length >= 8 && BinaryPrimitives.ReadUInt64BigEndian(start) == 0x89_50_4E_47_0D_0A_1A_0A;

    private static bool IsGif(ReadOnlySpan<byte> start) => start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8);

    private static bool IsWebp(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8);

    private static bool IsAvif(ReadOnlySpan<byte> start) => HasBrand(start, "avif"u8) || HasBrand(start, "avis"u8);

    /// <summary>An iPhone's photo, or another camera's in the same container. A sequence of them is a film.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> start) => !IsAvif(start) && (HasBrand(start, "heic"u8) || HasBrand(start, "heix"u8)
        || HasBrand(start, "heim"u8) || HasBrand(start, "heis"u8) || HasBrand(start, "mif1"u8));

    // AVIF, HEIC and MP4 share a container (ISO/IEC 14496-12) and differ in the brands that its first box lists: the major one, a version,
    // then the compatible ones. AVIF files also name the brands common to both.
    private static bool HasBrand(ReadOnlySpan<byte> start, ReadOnlySpan<byte> brand)
    {
        if (start.Length < 16 || !start[4..8].SequenceEqual("ftyp"u8))
        {
            return false;
        }
        var end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(start), (uint)start.Length);
        for (var at = 8; at + 4 <= end; at += 4)
        {
            if (start[at..(at + 4)].SequenceEqual(brand))
            {
                return true;
            }
        }
        return false;
    }
}
